-- What each worker process says of each source that it can pull, again and again: it is there, and what it lacks.
create table source_worker (
    source text not null,
    worker text not null,
    -- Names of settings, never values. Empty: it polls the source's queue.
    missing_settings text[] not null,
    seen_at timestamptz not null default now(),
    primary key (source, worker)
);

-- The latest run of a source, and the latest that was proved.
create index backfill_run_of_source on backfill_run (source, requested_at desc, id desc);

-- The runs of a batch, which is imported once.
create index backfill_run_of_batch on backfill_run (source, (parameters ->> 'batchId')) where parameters ->> 'batchId' is not null;
