-- Runs that cover only a part of an earlier one: what failed in it, or what is to be fetched again.
alter table backfill_run
    add column retry_of text references backfill_run on delete set null,
    add column refetch_of text references backfill_run on delete set null,
    -- Only what run_selection names is pulled, even if that is nothing.
    add column selective boolean not null default false;
create index backfill_run_retry_of on backfill_run (retry_of) where retry_of is not null;

create table run_selection (
    id bigint generated always as identity primary key,
    run_id text not null references backfill_run on delete cascade,
    -- The source's own id of the partition; null while only the source can say where the record is.
    partition_id text,
    -- A record's id or the name that people use; null for the whole partition.
    record text,
    -- UNKNOWN: neither the source nor the store has it. DELETED: already marked so. Null for what is pulled.
    outcome text,
    check (partition_id is not null or record is not null),
    unique nulls not distinct (run_id, partition_id, record)
);

alter table backfill_partition
    -- Its first census is not taken but given: the records that were selected, and nothing else of it is looked at.
    add column selected boolean not null default false,
    -- How often it was opened again after it had failed.
    add column retries int not null default 0;

create index dead_letter_in_order on dead_letter (run_id, id);
