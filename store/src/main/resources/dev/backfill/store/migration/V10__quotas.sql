-- Of a source whose vendor permits only so many requests a day: how many, and of how many days' quota the plan takes some.
alter table backfill_plan add column requests_per_day int;
alter table backfill_plan add column days int;
