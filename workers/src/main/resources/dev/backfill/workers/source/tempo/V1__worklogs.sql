-- A worklog's start is its author's local date and time; the instant is known where Tempo tells it. issue_key and author_name are
-- Jira's and are filled as they become known. batch_id is the batch of the run that stored the row as it is now: a later batch that
-- finds it unchanged leaves it, and a run that belongs to no batch and finds it changed clears it.
create table worklog (
    id text primary key,
    month text not null,
    issue_id text,
    issue_key text,
    author_id text,
    author_name text,
    -- The start date at 00:00 UTC; of a worklog whose date cannot be read, the first day of its month.
    started_on timestamptz not null,
    start_date date,
    start_time time,
    started_at timestamptz,
    seconds bigint,
    billable_seconds bigint,
    description text,
    -- Values by key.
    attributes jsonb,
    batch_id text,
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
create index worklog_of_month on worklog (month, started_on);
create index worklog_of_issue on worklog (issue_id);
create index worklog_of_batch on worklog (batch_id) where batch_id is not null;

-- The link needs the key and the address of the site, which Tempo gives with the issue.
create view document as
select id as record_id,
    concat_ws(' ', coalesce(issue_key, issue_id), start_date) as title,
    nullif(description, '') as body,
    array_remove(array[coalesce(author_name, author_id)], null) as people,
    coalesce(started_at, started_on) as happened_at,
    substring(raw -> 'issue' ->> 'self' from '^https://[^/]+\.atlassian\.net/') || 'browse/' || issue_key as link
from worklog where deleted_at is null;
