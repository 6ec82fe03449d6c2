create table project (
    id text primary key,
    site text not null,
    key text,
    name text,
    project_type text,
    style text,
    archived boolean,
    lead_id text,
    lead_name text,
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

create table issue (
    id text primary key,
    project_id text not null,
    key text,
    summary text,
    description text,
    environment text,
    issue_type text,
    status text,
    status_category text,
    priority text,
    resolution text,
    labels text[],
    components text[],
    fix_versions text[],
    parent_key text,
    creator_id text,
    reporter_id text,
    reporter_name text,
    assignee_id text,
    assignee_name text,
    due_on date,
    resolved_at timestamptz,
    original_estimate_seconds bigint,
    remaining_estimate_seconds bigint,
    time_spent_seconds bigint,
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
create index issue_of_project on issue (project_id, source_updated_at);
create index issue_by_key on issue (key);

create table comment (
    id text primary key,
    issue_id text not null,
    author_id text,
    author_name text,
    body text,
    is_public boolean,
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
create index comment_of_issue on comment (issue_id);

create table worklog (
    id text primary key,
    issue_id text not null,
    author_id text,
    author_name text,
    comment text,
    started_at timestamptz,
    time_spent_seconds bigint,
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
create index worklog_of_issue on worklog (issue_id);

create table change (
    id text primary key,
    issue_id text not null,
    author_id text,
    author_name text,
    fields text[],
    summary text,
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
create index change_of_issue on change (issue_id);
