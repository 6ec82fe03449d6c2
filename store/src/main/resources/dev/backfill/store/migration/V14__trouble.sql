-- What of a run fails now: a row from the first attempt that failed, until one succeeds or what it belongs to has ended.
create table trouble (
    run_id text not null references backfill_run on delete cascade,
    -- Empty for what belongs to no partition.
    partition_key text not null,
    -- 0 for what belongs to no window.
    window_id bigint not null,
    activity text not null,
    -- The activity for people, such as "planning" or a window's kind and range.
    what text not null,
    -- The name of a FailureType.
    failure_type text not null,
    -- In words, without secrets.
    error text not null,
    since timestamptz not null default clock_timestamp(),
    last_at timestamptz not null default clock_timestamp(),
    -- In a row.
    attempts int not null default 1,
    primary key (run_id, partition_key, window_id, activity)
);
