-- Whose key it is: admin, or user: and the subject of their tokens. It never opens more than its owner may, whoever holds it.
alter table api_key add column owner text;
with recursive issued as (
    select id, created_by as owner from api_key where created_by not like 'key:%'
    union
    select k.id, i.owner from api_key k join issued i on k.created_by = 'key:' || i.id
)
update api_key k set owner = i.owner from issued i where i.id = k.id;
-- A key whose chain leads nowhere is nobody's, and opens nothing.
update api_key set owner = created_by where owner is null;
alter table api_key alter column owner set not null;
create index api_key_owner on api_key (owner, ordinal);

-- A sign-in: the token that was made by it is good until it expires or is ended.
create table session (
    id text primary key,
    ordinal bigint generated always as identity unique,
    account text not null references account (id),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ended_at timestamptz
);
create index session_account on session (account, ordinal);

-- Owners of keys who have no account: what the latest of their tokens said that they may. Another issuer knows of changes, we do not.
create table token_holder (
    name text primary key,
    role text not null check (role in ('ADMIN', 'USER', 'NO_ACCESS')),
    issued_at timestamptz not null
);
insert into token_holder (name, role, issued_at)
select distinct owner, 'ADMIN', '-infinity'::timestamptz from api_key where owner like 'user:%' and owner not like 'user:usr\_%';
