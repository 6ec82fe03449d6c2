package dev.backfill.store.verification;

import dev.backfill.store.page.Table;

/**
 * The comparison of a partition as SQL. Parameters: {@code partition} the row's id, {@code owner} the source's id of the partition,
 * {@code from} and {@code to} the run's range.
 */
record ComparisonStatements(String missing, String extra, String stale, String suspect, String listedAndStored) {
    private static final String STALE_CONDITION = """
            f.partition = :partition and s.deleted_at is null and s.fetch_order <= f.fetch_order
            and (coalesce(s.source_updated_at, '-infinity') < coalesce(f.source_updated_at, '-infinity')
                or (s.source_updated_at is not distinct from f.source_updated_at and s.content_hash <> f.content_hash))""";

    static ComparisonStatements of(Table table) {
        String stored = table.qualifiedName();
        return new ComparisonStatements(
                """
                select c.record_id, null::bigint as stored_order from census_record c
                left join %s s on s.id = c.record_id and s.deleted_at is null
                where c.partition = :partition and c.final and s.id is null"""
                        .formatted(stored),
                """
                select s.id as record_id, s.fetch_order as stored_order from %1$s s
                left join census_record c on c.partition = :partition and c.final and c.record_id = s.id
                where s.%2$s = :owner and s.deleted_at is null and c.record_id is null
                  and (s.source_created_at is null or s.source_created_at < :to)
                  and (s.source_updated_at is null or s.source_updated_at >= :from)"""
                        .formatted(stored, table.owner()),
                """
                select f.record_id, s.fetch_order as stored_order from fetched_record f join %s s on s.id = f.record_id
                where %s"""
                        .formatted(stored, STALE_CONDITION),
                // The final census is sorted by the time of change, newest first. What is stored as older than something further
                // down was changed since: a proof from the order alone. Whole minutes, since that is the finest a source sorts by.
                """
                select record_id, stored_order from (
                    select c.record_id, s.fetch_order as stored_order, date_trunc('minute', s.source_updated_at) as own,
                        max(date_trunc('minute', s.source_updated_at)) over (
                            order by c.ordinal desc rows between unbounded preceding and 1 preceding) as further_down
                    from census_record c join %s s on s.id = c.record_id and s.deleted_at is null
                    where c.partition = :partition and c.final) as listed
                where own < further_down limit 10000"""
                        .formatted(stored),
                """
                select count(*) from census_record c join %s s on s.id = c.record_id and s.deleted_at is null
                where c.partition = :partition and c.final"""
                        .formatted(stored));
    }
}
