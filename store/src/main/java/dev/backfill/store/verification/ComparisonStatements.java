package dev.backfill.store.verification;

import dev.backfill.store.page.Table;

/**
 * The comparison of a partition as SQL. Parameters: {@code partition} the row's id, {@code owner} the source's id of the partition,
 * {@code from} and {@code to} the range that was listed. Where only some records were selected, all of it is about these alone.
 */
record ComparisonStatements(String missing, String extra, String stale, String suspect) {
    private static final String STALE_CONDITION = """
            f.partition = :partition and s.deleted_at is null and s.fetch_order <= f.fetch_order
            and (coalesce(s.source_updated_at, '-infinity') < coalesce(f.source_updated_at, '-infinity')
                or (s.source_updated_at is not distinct from f.source_updated_at and s.content_hash <> f.content_hash))""";

    private static final String CHANGED_IN_RANGE = """
            (s.source_created_at is null or s.source_created_at < :to)
            and (s.source_updated_at is null or s.source_updated_at >= :from)""";
    private static final String SELECTED =
            "s.id in (select record_id from census_record where partition = :partition and not final)";

    static ComparisonStatements of(Comparison comparison, boolean selected) {
        Table table = comparison.table();
        String stored = table.qualifiedName();
        boolean inOrder = comparison.sortedByChange() && !selected;
        return new ComparisonStatements(
                """
                select c.record_id, null::bigint as stored_order from census_record c
                left join %s s on s.id = c.record_id and s.deleted_at is null
                where c.partition = :partition and c.final and s.id is null"""
                        .formatted(stored),
                """
                select s.id as record_id, s.fetch_order as stored_order from %1$s s
                left join census_record c on c.partition = :partition and c.final and c.record_id = s.id
                where s.%2$s = :owner and s.deleted_at is null and c.record_id is null and %3$s"""
                        .formatted(stored, table.owner(), selected ? SELECTED : inRange(comparison)),
                """
                select f.record_id, s.fetch_order as stored_order from fetched_record f join %s s on s.id = f.record_id
                where %s"""
                        .formatted(stored, STALE_CONDITION),
                // The final census is sorted by the time of change, newest first, unless it was asked for by id. What is stored as older than something further
                // down was changed since: a proof from the order alone. Whole minutes, since that is the finest a source sorts by.
                """
                select record_id, stored_order from (
                    select c.record_id, s.fetch_order as stored_order, date_trunc('minute', s.source_updated_at) as own,
                        max(date_trunc('minute', s.source_updated_at)) over (
                            order by c.ordinal desc rows between unbounded preceding and 1 preceding) as further_down
                    from census_record c join %s s on s.id = c.record_id and s.deleted_at is null
                    where c.partition = :partition and c.final) as listed
                where own < further_down and %s limit 10000"""
                        .formatted(stored, inOrder));
    }

    /** Whether a stored row, {@code s}, lies in the range. */
    static String inRange(Comparison comparison) {
        String column = comparison.rangeColumn();
        return column == null ? CHANGED_IN_RANGE : "s." + column + " >= :from and s." + column + " < :to";
    }
}
