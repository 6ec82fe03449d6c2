-- How far a run has come at the most, from 0 to 1: whoever asks is never told less than before.
alter table backfill_run add column fraction double precision not null default 0;

-- What each partition does, and how far it is. A partition weighs as many records as are expected of it.
create view partition_progress as
select p.run_id, p.id as partition, phase.name as phase, 1 + coalesce(p.final_expected, p.expected, p.expected_hint, 0) as weight,
    case
        when p.finished_at is not null then 1
        when p.started_at is null then 0
        when phase.name = 'CENSUS' then 0.1 * least(1, w.listed::float8 / greatest(p.expected_hint, 1))
        when phase.name = 'WINDOWS' then 0.1
        when phase.name = 'RECORDS' then 0.1 + 0.7 * least(1, w.fetched::float8 / greatest(p.expected, 1))
        when phase.name = 'CHANGES' then 0.8
        when phase.name = 'FINAL_CENSUS' then 0.85
        when phase.name = 'COMPARING' then 0.92
        when phase.name = 'REFETCHING' then 0.95
        else 0.98
    end as fraction
from backfill_partition p
cross join lateral (
    select bool_or(kind = 'CENSUS' and state = 'OPEN') as census, bool_or(kind = 'CHANGES') as planned,
        bool_or(kind = 'RECORDS' and state = 'OPEN') as records, bool_or(kind = 'CHANGES' and state = 'OPEN') as changes,
        bool_or(kind = 'FINAL_CENSUS' and state = 'OPEN') as final_census,
        bool_or(kind = 'REFETCH' and state = 'OPEN') as refetch, bool_or(kind = 'REFETCH') as compared,
        coalesce(sum(fetched) filter (where kind = 'CENSUS'), 0) as listed,
        coalesce(sum(case kind when 'RECORDS' then fetched when 'CENSUS' then whole_fetched end), 0) as fetched
    from backfill_window where partition = p.id) w
cross join lateral (
    select case
        when p.started_at is null or p.finished_at is not null then null
        when w.census then 'CENSUS'
        when w.planned is not true then 'WINDOWS'
        when w.records then 'RECORDS'
        when w.changes then 'CHANGES'
        when w.final_census then 'FINAL_CENSUS'
        when w.refetch then 'REFETCHING'
        when w.compared then 'CONCLUDING'
        else 'COMPARING'
    end as name) phase;
