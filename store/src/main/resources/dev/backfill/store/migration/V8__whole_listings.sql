-- Records that the source has but not yet whole. They are not stored; a later run fetches those that still are so at the end.
create table pending_record (
    partition bigint not null references backfill_partition on delete cascade,
    record_id text not null,
    source_created_at timestamptz,
    reason text not null,
    noted_at timestamptz not null default now(),
    -- Set when it is about to be asked for again, and taken back when the source still has it so.
    asked_again boolean not null default false,
    primary key (partition, record_id)
);

-- What operators should know of what the source's settings leave open.
alter table backfill_run add column warnings text[] not null default '{}';

alter table backfill_partition
    -- The most records that the run takes were reached in this partition or before it: it is about those of its first census alone.
    add column cut boolean not null default false;

alter table backfill_window
    -- Records that came whole with a listing. The other counts of a census are of ids.
    add column whole_fetched bigint not null default 0,
    add column whole_stored bigint not null default 0,
    add column whole_unchanged bigint not null default 0,
    -- How often the listing was taken again because it differed from the one before, and what that one was.
    add column relistings int not null default 0,
    add column listed text;

-- The partition that a record belongs to by what was fetched, if not the one that fetched it.
alter table fetched_record add column elsewhere text;
create index fetched_record_elsewhere on fetched_record (elsewhere, record_id) where elsewhere is not null;
