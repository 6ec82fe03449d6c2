-- A run, its partitions and their windows. Temporal forgets finished histories; these rows stay.
create table backfill_run (
    id text primary key,
    source text not null,
    state text not null,
    range_from timestamptz not null,
    range_to timestamptz not null,
    parameters jsonb not null default '{}',
    request_id text,
    requested_by text,
    requested_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    verified boolean,
    reason text,
    check (range_from < range_to)
);
create index backfill_run_newest on backfill_run (requested_at desc, id desc);

create table backfill_partition (
    id bigint generated always as identity primary key,
    run_id text not null references backfill_run on delete cascade,
    ordinal int not null,
    -- The source's own id: stable, where the key may change.
    partition_id text not null,
    key text not null,
    name text not null,
    state text not null,
    -- What the source says without being asked for each id: an early denominator, never a proof.
    expected_hint bigint,
    -- What the census counted.
    expected bigint,
    final_expected bigint,
    stored bigint,
    failed bigint,
    failure_type text,
    reason text,
    started_at timestamptz,
    finished_at timestamptz,
    unique (run_id, ordinal),
    unique (run_id, partition_id)
);

create table backfill_window (
    id bigint generated always as identity primary key,
    partition bigint not null references backfill_partition on delete cascade,
    kind text not null,
    ordinal int not null,
    range_from timestamptz,
    range_to timestamptz,
    record_ids text[],
    state text not null default 'OPEN' check (state in ('OPEN', 'PULLED')),
    cursor text,
    -- Raised by each attempt; a page of an earlier attempt is refused.
    lease bigint not null default 0,
    expected bigint,
    fetched bigint not null default 0,
    stored bigint not null default 0,
    unchanged bigint not null default 0,
    failed bigint not null default 0,
    pages bigint not null default 0,
    attempts int not null default 0,
    restarts int not null default 0,
    last_error text,
    started_at timestamptz,
    finished_at timestamptz,
    unique (partition, kind, ordinal)
);

-- The ids that the source listed: before the pull, and after it. Kept until the next run of the partition.
create table census_record (
    partition bigint not null references backfill_partition on delete cascade,
    final boolean not null,
    record_id text not null,
    ordinal int not null,
    primary key (partition, final, record_id)
);

-- The version of each record that this run has seen: a stored row may be newer, never older.
create table fetched_record (
    partition bigint not null references backfill_partition on delete cascade,
    record_id text not null,
    source_updated_at timestamptz,
    content_hash bytea not null,
    fetch_order bigint not null,
    primary key (partition, record_id)
);

create table record_difference (
    partition bigint not null references backfill_partition on delete cascade,
    record_id text not null,
    -- MISSING, EXTRA or STALE; SUSPECT until a second look.
    kind text not null,
    -- MENDED, REMAINS, DELETED, MOVED; null while undecided.
    outcome text,
    -- The stored row's place in the order of fetches when the difference was found: a later one shows that it was mended.
    stored_order bigint,
    primary key (partition, record_id)
);

create table dead_letter (
    id bigint generated always as identity primary key,
    run_id text not null references backfill_run on delete cascade,
    partition bigint not null references backfill_partition on delete cascade,
    record_id text,
    reason text not null,
    payload bytea,
    created_at timestamptz not null default now(),
    -- Set when the record was fetched again and stored.
    resolved_at timestamptz,
    unique nulls not distinct (partition, record_id, reason)
);

create index dead_letter_of_run on dead_letter (run_id) where resolved_at is null;

create table watermark (
    source text not null,
    partition_id text not null,
    key text not null,
    -- Everything that was changed before this instant is stored.
    complete_until timestamptz not null,
    run_id text not null,
    verified_at timestamptz not null default now(),
    primary key (source, partition_id)
);

-- Orders fetches, so that a page fetched earlier never overwrites what was fetched later.
create sequence fetch_order;

create table source_budget (
    source text primary key,
    requests_per_second double precision not null check (requests_per_second > 0),
    blocked_until timestamptz,
    blocked_reason text,
    throttled_in_a_row int not null default 0
);

create table request_bucket (
    id text primary key,
    state bytea,
    expires_at bigint
);

create table idempotency_key (
    principal text not null,
    key text not null,
    request_hash bytea not null,
    run_id text not null references backfill_run on delete cascade,
    created_at timestamptz not null default now(),
    primary key (principal, key)
);
