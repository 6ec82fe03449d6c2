create table transcript (
    id text primary key,
    month text not null,
    title text,
    started_at timestamptz,
    duration_minutes double precision,
    organizer_email text,
    host_email text,
    user_name text,
    participants text[],
    attendees jsonb,
    speakers text[],
    people text[],
    overview text,
    short_summary text,
    gist text,
    bullets text,
    action_items text,
    outline text,
    keywords text[],
    topics text[],
    meeting_type text,
    summary_status text,
    silent boolean,
    privacy text,
    transcript_url text,
    audio_url text,
    video_url text,
    meeting_link text,
    calendar_id text,
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
create index transcript_of_month on transcript (month, started_at);
create index transcript_by_start on transcript (started_at);

create table sentence (
    id text primary key,
    transcript_id text not null,
    position bigint not null,
    speaker_id text,
    speaker_name text,
    text text,
    start_seconds double precision,
    end_seconds double precision,
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
create index sentence_of_transcript on sentence (transcript_id, position);

create view document as
select id as record_id,
       title,
       nullif(concat_ws(E'\n\n', overview, action_items, text), '') as body,
       people,
       started_at as happened_at,
       transcript_url as link
from transcript
where deleted_at is null;
