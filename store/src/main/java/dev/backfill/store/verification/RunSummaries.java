package dev.backfill.store.verification;

import dev.backfill.store.failure.FailureStore;
import dev.backfill.store.verification.VerificationSummary.Named;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds up the differences of runs, however many, in one query. */
final class RunSummaries {
    private static final Named NONE = new Named(0, List.of());

    private final JdbcClient database;

    RunSummaries(JdbcClient database) {
        this.database = database;
    }

    private record Totals(long expected, long stored, long failed) {}

    Map<String, VerificationSummary> of(Collection<String> runIds) {
        Map<String, Totals> totals = new HashMap<>();
        Map<String, Map<String, Named>> named = new HashMap<>();
        database.sql("""
                        with listed as (
                            select p.run_id, c.category, d.record_id,
                                count(*) over of_category as total,
                                row_number() over (of_category order by d.record_id) as place
                            from record_difference d join backfill_partition p on p.id = d.partition
                            cross join lateral (values (d.kind, d.kind in ('MISSING', 'EXTRA', 'STALE')),
                                (d.outcome, d.outcome in ('MENDED', 'DELETED', 'MOVED')),
                                ('REMAINS', d.outcome = 'REMAINS' or (d.outcome is null and p.finished_at is not null)))
                                as c (category, applies)
                            where p.run_id = any(:runs) and c.applies
                            window of_category as (partition by p.run_id, c.category)),
                        pending as (
                            select p.run_id, 'PENDING', m.record_id, count(*) over of_run, row_number() over (of_run order by m.record_id)
                            from pending_record m join backfill_partition p on p.id = m.partition
                            where p.run_id = any(:runs) window of_run as (partition by p.run_id)),
                        withheld as (
                            select p.run_id, 'WITHHELD', w.record_id, p.total, row_number() over (of_run order by w.record_id)
                            from (select id, run_id, partition_id, withheld, sum(withheld) over (partition by run_id) as total
                                from backfill_partition where run_id = any(:runs)) p
                            join backfill_run r on r.id = p.run_id
                            join lateral (select distinct record_id from withheld w
                                where w.source = r.source and w.partition_id = p.partition_id order by record_id limit :most) w on true
                            where p.withheld > 0 window of_run as (partition by p.run_id)),
                        named as (
                            select run_id, category, total, array_agg(record_id order by place) as ids
                            from (select * from listed union all select * from pending union all select * from withheld)
                            where place <= :most group by run_id, category, total)
                        select r.id, own.*, named.category, named.total, named.ids,
                            %s as failed
                        from unnest(:runs::text[]) as r (id)
                        cross join lateral (
                            select coalesce(sum(final_expected), 0) as expected, coalesce(sum(stored), 0) as stored
                            from backfill_partition where run_id = r.id) own
                        left join named on named.run_id = r.id""".formatted(FailureStore.FAILED_RECORDS_OF_RUN))
                .param("runs", runIds.toArray(String[]::new))
                .param("most", Named.MOST_IDS)
                .query(row -> {
                    String run = row.getString("id");
                    totals.put(run, new Totals(row.getLong("expected"), row.getLong("stored"), row.getLong("failed")));
                    addNamed(row, named.computeIfAbsent(run, id -> new HashMap<>()));
                });
        Map<String, VerificationSummary> summaries = new HashMap<>();
        totals.forEach((run, numbers) -> summaries.put(run, summary(numbers, named.getOrDefault(run, Map.of()))));
        return summaries;
    }

    private static void addNamed(ResultSet row, Map<String, Named> named) throws SQLException {
        String category = row.getString("category");
        if (category != null) {
            named.put(category, new Named(row.getLong("total"), List.of((String[]) row.getArray("ids").getArray())));
        }
    }

    private static VerificationSummary summary(Totals totals, Map<String, Named> named) {
        return new VerificationSummary(
                totals.expected(),
                totals.stored(),
                named.getOrDefault("MISSING", NONE),
                named.getOrDefault("EXTRA", NONE),
                named.getOrDefault("STALE", NONE),
                named.getOrDefault("MENDED", NONE),
                named.getOrDefault("REMAINS", NONE),
                named.getOrDefault("DELETED", NONE),
                named.getOrDefault("MOVED", NONE),
                totals.failed(),
                named.getOrDefault("PENDING", NONE),
                named.getOrDefault("WITHHELD", NONE));
    }
}
