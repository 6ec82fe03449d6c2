create table data_source (
    id text primary key,
    database_id text not null,
    title text,
    url text,
    in_trash boolean,
    properties jsonb,
    source_created_at timestamptz,
    source_updated_at timestamptz,
    raw jsonb not null,
    content_hash bytea not null,
    fetch_order bigint not null,
    cleaned text[],
    first_seen_run text not null,
    last_changed_run text not null,
    stored_at timestamptz not null default now(),
    deleted_at timestamptz
);

create table "user" (
    id text primary key,
    workspace text not null,
    name text,
    type text,
    email text,
    source_created_at timestamptz,
    source_updated_at timestamptz,
    raw jsonb not null,
    content_hash bytea not null,
    fetch_order bigint not null,
    cleaned text[],
    first_seen_run text not null,
    last_changed_run text not null,
    stored_at timestamptz not null default now(),
    deleted_at timestamptz
);

-- data_source_id is 'workspace' where a page lies in none. in_trash beside deleted_at: it was found in the trash; deleted_at alone:
-- it is gone, or no longer shared, which Notion does not tell apart.
create table page (
    id text primary key,
    data_source_id text not null,
    title text,
    url text,
    icon text,
    parent_type text,
    parent_id text,
    created_by text,
    edited_by text,
    people text[],
    in_trash boolean,
    properties jsonb,
    text text,
    missing text[],
    source_created_at timestamptz,
    source_updated_at timestamptz,
    raw jsonb not null,
    content_hash bytea not null,
    fetch_order bigint not null,
    cleaned text[],
    first_seen_run text not null,
    last_changed_run text not null,
    stored_at timestamptz not null default now(),
    deleted_at timestamptz
);
create index page_of_data_source on page (data_source_id, source_updated_at);
create index page_of_parent on page (parent_id);

create table block (
    id text primary key,
    page_id text not null,
    type text,
    parent_id text,
    depth bigint,
    ordinal bigint,
    text text,
    source_created_at timestamptz,
    source_updated_at timestamptz,
    raw jsonb not null,
    content_hash bytea not null,
    fetch_order bigint not null,
    cleaned text[],
    first_seen_run text not null,
    last_changed_run text not null,
    stored_at timestamptz not null default now(),
    deleted_at timestamptz
);
create index block_of_page on block (page_id);

create table comment (
    id text primary key,
    page_id text not null,
    discussion_id text,
    author_id text,
    author_name text,
    body text,
    source_created_at timestamptz,
    source_updated_at timestamptz,
    raw jsonb not null,
    content_hash bytea not null,
    fetch_order bigint not null,
    cleaned text[],
    first_seen_run text not null,
    last_changed_run text not null,
    stored_at timestamptz not null default now(),
    deleted_at timestamptz
);
create index comment_of_page on comment (page_id);

create view document as
select p.id as record_id,
    p.title,
    concat_ws(E'\n\n', nullif(p.text, ''), c.comments) as body,
    (select array_agg(distinct coalesce(u.name, who.id) order by coalesce(u.name, who.id))
        from unnest(array[p.created_by, p.edited_by] || p.people || c.authors) as who (id)
        left join "user" u on u.id = who.id
        where who.id is not null) as people,
    coalesce(p.source_updated_at, p.source_created_at) as happened_at,
    p.url as link
from page p
left join lateral (
    select string_agg(comment.body, E'\n' order by comment.source_created_at, comment.id) as comments,
        array_agg(coalesce(comment.author_name, comment.author_id)) as authors
    from comment where comment.page_id = p.id and comment.deleted_at is null) c on true
where p.deleted_at is null and p.in_trash is not true;
