-- People who have signed in. Their tokens are checked against this role at every request.
create table account (
    id text primary key,
    -- The order of their first sign-in, for paging.
    ordinal bigint generated always as identity unique,
    -- The identity provider's own id of the person: stable, where the address may change.
    subject text not null unique,
    email text not null,
    name text,
    role text not null check (role in ('ADMIN', 'USER', 'NO_ACCESS')),
    created_at timestamptz not null default now(),
    last_sign_in_at timestamptz not null default now()
);

-- Issued keys. The secret itself is nowhere: only its SHA-256.
create table api_key (
    id text primary key,
    ordinal bigint generated always as identity unique,
    name text not null,
    role text not null check (role in ('ADMIN', 'USER')),
    hash bytea not null check (length(hash) = 32),
    created_by text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    -- Written at most once a minute.
    last_used_at timestamptz,
    revoked_at timestamptz
);

-- Who did what, on what, when. Rows are only ever added.
create table audit_log (
    ordinal bigint generated always as identity primary key,
    at timestamptz not null default now(),
    principal text not null,
    action text not null,
    target text not null,
    outcome text not null,
    request_id text
);
