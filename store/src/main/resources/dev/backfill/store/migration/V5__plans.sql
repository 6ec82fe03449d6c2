-- What a dry run estimated. Removed some days after it has expired.
create table backfill_plan (
    id text primary key,
    source text not null,
    state text not null default 'PLANNING' check (state in ('PLANNING', 'READY', 'FAILED')),
    range_from timestamptz not null,
    range_to timestamptz not null,
    parameters jsonb not null default '{}',
    parallelism int not null check (parallelism > 0),
    -- What was asked for; null leaves the source's budget as it is.
    requests_per_second double precision check (requests_per_second > 0),
    request_id text,
    requested_by text,
    requested_at timestamptz not null default now(),
    ready_at timestamptz,
    expires_at timestamptz not null default now() + interval '24 hours',
    failure_type text,
    reason text,
    -- The budget that the time was computed with.
    rate double precision,
    -- How many finished runs the time was computed from.
    observed_runs int,
    planning_requests bigint,
    records bigint,
    windows bigint,
    requests bigint,
    seconds_p10 bigint,
    seconds_p50 bigint,
    seconds_p90 bigint,
    check (range_from < range_to)
);
create index backfill_plan_expiry on backfill_plan (expires_at);

create table backfill_plan_partition (
    plan_id text not null references backfill_plan on delete cascade,
    ordinal int not null,
    partition_id text not null,
    key text not null,
    name text not null,
    -- Null if neither the source nor an earlier run can say.
    records bigint,
    left_out_because text,
    windows bigint not null,
    requests bigint not null,
    primary key (plan_id, ordinal),
    unique (plan_id, partition_id)
);

-- No foreign key: a run outlives its plan.
alter table backfill_run add column plan_id text;
alter table backfill_run add column parallelism int;
create index backfill_run_of_plan on backfill_run (plan_id) where plan_id is not null;

-- Requests that were sent to the source: for the enumeration, for a partition outside of its windows, and for a window.
alter table backfill_run add column requests bigint not null default 0;
alter table backfill_partition add column requests bigint not null default 0;
alter table backfill_window add column requests bigint not null default 0;

-- What was expected of a run when it was planned, kept for as long as the run.
create table backfill_prediction (
    run_id text primary key references backfill_run on delete cascade,
    records bigint not null,
    requests bigint not null,
    seconds_p10 bigint not null,
    seconds_p50 bigint not null,
    seconds_p90 bigint not null
);
