-- Runs that pull only what was changed since a partition was last proved to be complete.
alter table backfill_run add column mode text not null default 'FULL' check (mode in ('FULL', 'INCREMENTAL'));
alter table backfill_plan add column mode text not null default 'FULL' check (mode in ('FULL', 'INCREMENTAL'));
alter table backfill_plan_partition add column changed_since timestamptz;

alter table backfill_partition
    -- Its first census lists only what was changed since; null for everything.
    add column changed_since timestamptz,
    -- What its watermark says once it is verified; null where its proof says nothing of a watermark.
    add column complete_from timestamptz,
    add column most_records int,
    add column adds_up boolean not null default true;
update backfill_partition p set complete_from = r.range_from from backfill_run r where r.id = p.run_id and p.finished_at is null;

alter table watermark
    -- The beginning of the range that the partition is complete for; null where it was proved before this was kept.
    add column complete_from timestamptz,
    -- It is complete only for a run that takes at most so many records; null for no bound.
    add column most_records int,
    -- Whether a range holds what was changed in it, so that ranges that meet add up.
    add column adds_up boolean not null default true;

-- What says how current a source is. Where partitions are periods, one that is no longer pulled is done with, and not behind.
create view current_watermark as
select w.* from watermark w where w.adds_up or exists (
    select from backfill_partition p where p.partition_id = w.partition_id and p.run_id = (
        select r.id from backfill_run r
        where r.source = w.source and not r.selective and r.state in ('COMPLETED', 'COMPLETED_WITH_FAILURES')
        order by r.requested_at desc, r.id desc limit 1));
