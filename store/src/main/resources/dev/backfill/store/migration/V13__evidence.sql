-- What a vendor refuses for good of records that are there. Kept over runs, until the record is fetched again.
create table withheld (
    source text not null,
    -- The partition that fetched it.
    partition_id text not null,
    record_id text not null,
    -- What of the record; empty for all of it.
    part text not null,
    reason text not null,
    run_id text not null,
    noted_at timestamptz not null default now(),
    primary key (source, record_id, part)
);
create index withheld_of_partition on withheld (source, partition_id);

-- What speaks for and against the completeness of a partition.
create table witness (
    partition bigint not null references backfill_partition on delete cascade,
    -- The name of a Witness.
    witness text not null,
    -- How many records it speaks of; null if it could not be heard.
    records bigint,
    agrees boolean not null,
    -- In words, where there is something to say.
    remark text,
    primary key (partition, witness)
);

alter table backfill_window
    -- Why the listing leaves something out, as its pages said; null if none did.
    add column incomplete text,
    -- Whether the listing stands in another order than it was asked for.
    add column unsorted boolean not null default false;

alter table census_record
    -- Found by reading other records, which no listing need show.
    add column discovered boolean not null default false;

alter table backfill_partition
    -- How often the final census was taken again because witnesses disagreed.
    add column relistings int not null default 0,
    -- How much the vendor withholds of it, once it is concluded.
    add column withheld bigint not null default 0;

alter table backfill_run
    -- VERIFIED, VERIFIED_EXCEPT or NOT_VERIFIED; null until the run has ended.
    add column verdict text check (verdict in ('VERIFIED', 'VERIFIED_EXCEPT', 'NOT_VERIFIED')),
    -- What no request can show of the source, a sentence each.
    add column cannot_see text[] not null default '{}';
update backfill_run set verdict = case when verified then 'VERIFIED' else 'NOT_VERIFIED' end where verified is not null;

-- What an earlier listing of the run had, where the final census was taken again.
create table earlier_listing (
    partition bigint not null references backfill_partition on delete cascade,
    record_id text not null,
    primary key (partition, record_id)
);

create or replace function record_event_of_run() returns trigger language plpgsql as $$
begin
    perform record_run_event(new.id, 'run', jsonb_build_object(
        'state', new.state, 'verified', new.verified, 'verdict', new.verdict, 'reason', new.reason));
    return null;
end $$;
