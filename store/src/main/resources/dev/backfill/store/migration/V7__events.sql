-- What a run went through, for whoever watches it. Triggers write it in the transaction of the change itself.
alter table backfill_run add column last_event bigint not null default 0;

create table run_event (
    run_id text not null references backfill_run on delete cascade,
    -- Counts the events of the run from 1. Taken under the lock on the run's row, so that no number is ever seen before a lower one.
    number bigint not null,
    -- run, partition or budget
    kind text not null,
    data jsonb not null,
    -- Not the beginning of the transaction: the order is that of the numbers.
    at timestamptz not null default clock_timestamp(),
    primary key (run_id, number)
);

-- Writes an event, and tells whoever listens to run_event. Locks the run's row: whoever locks partitions as well does that before.
create function record_run_event(run text, event_kind text, event_data jsonb) returns void language plpgsql as $$
declare
    next_number bigint;
begin
    update backfill_run set last_event = last_event + 1 where id = run returning last_event into next_number;
    insert into run_event (run_id, number, kind, data) values (run, next_number, event_kind, event_data);
    perform pg_notify('run_event', run);
end $$;

create function record_event_of_run() returns trigger language plpgsql as $$
begin
    perform record_run_event(new.id, 'run', jsonb_build_object(
        'state', new.state, 'verified', new.verified, 'reason', new.reason));
    return null;
end $$;

create trigger run_asked_for after insert on backfill_run for each row execute function record_event_of_run();
create trigger run_changed after update of state on backfill_run for each row
    when (old.state is distinct from new.state) execute function record_event_of_run();

create function record_event_of_partition() returns trigger language plpgsql as $$
begin
    perform record_run_event(new.run_id, 'partition', jsonb_build_object(
        'ordinal', new.ordinal, 'key', new.key, 'state', new.state, 'expected', coalesce(new.final_expected, new.expected),
        'stored', new.stored, 'failed', new.failed, 'reason', new.reason, 'failureType', new.failure_type));
    return null;
end $$;

-- Thousands may be planned at once: only those that are left out are told one by one.
create trigger partition_left_out after insert on backfill_partition for each row
    when (new.finished_at is not null) execute function record_event_of_partition();
create trigger partition_changed after update of state, expected, final_expected on backfill_partition for each row
    when (old.state is distinct from new.state or old.expected is distinct from new.expected
        or old.final_expected is distinct from new.final_expected)
    execute function record_event_of_partition();

-- The vendor asked to wait: all runs of the source under way do. Told when a wait of more than five seconds begins; it may grow.
create function record_event_of_budget() returns trigger language plpgsql as $$
begin
    perform record_run_event(r.id, 'budget', jsonb_build_object(
            'blockedUntil', to_char(new.blocked_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', new.blocked_reason))
        from (select id from backfill_run where source = new.source and state in ('PLANNING', 'RUNNING') order by id) r;
    return null;
end $$;

create trigger budget_blocked_at_first after insert on source_budget for each row
    when (new.blocked_until > now() + interval '5 seconds') execute function record_event_of_budget();
create trigger budget_blocked after update of blocked_until on source_budget for each row
    when (new.blocked_until > now() + interval '5 seconds'
        and (old.blocked_until is null or old.blocked_until <= now() + interval '5 seconds'))
    execute function record_event_of_budget();

-- Pruning looks for what is old.
create index idempotency_key_oldest on idempotency_key (created_at);
create index backfill_run_finished on backfill_run (finished_at) where finished_at is not null;
