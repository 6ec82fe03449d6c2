package dev.backfill.store.plan;

import dev.backfill.store.plan.History.Quantiles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What earlier runs of a source took. */
public class HistoryStore {
    private static final String FINISHED = "('COMPLETED', 'COMPLETED_WITH_FAILURES')";
    private static final String LAST_RUNS = """
            with last_run as (
                select id from backfill_run where source = :source and state in %s order by finished_at desc limit 20)
            """.formatted(FINISHED);

    private final JdbcClient database;

    public HistoryStore(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** Of the last 20 runs that came to their end. */
    public History of(String source) {
        return database.sql(LAST_RUNS + """
                        , own as (
                            select p.* from backfill_partition p join last_run r on r.id = p.run_id where p.started_at is not null),
                        pulled as (
                            select w.*, own.run_id, extract(epoch from w.finished_at - w.started_at)::float8 as seconds
                            from backfill_window w join own on own.id = w.partition
                            where w.kind = 'RECORDS' and w.state = 'PULLED' and w.requests > 0 and w.fetched > 0),
                        gap as (
                            select extract(epoch from own.finished_at - own.started_at)::float8 - coalesce((
                                select sum(extract(epoch from upper(busy) - lower(busy)))
                                from unnest((select range_agg(tstzrange(w.started_at, w.finished_at)) from backfill_window w
                                    where w.partition = own.id and w.finished_at > w.started_at)) as busy), 0)::float8 as seconds
                            from own where own.state = 'VERIFIED')
                        select count(distinct run_id) as runs, count(*) as windows,
                            coalesce(sum(requests)::float8 / nullif(sum(fetched), 0), 0) as per_record,
                            percentile_cont(array[0.1, 0.5, 0.9]) within group (order by seconds / requests) as per_request,
                            (select percentile_cont(array[0.1, 0.5, 0.9]) within group (order by seconds) from gap) as between_windows
                        from pulled""")
                .param("source", source)
                .query(HistoryStore::history)
                .single();
    }

    private static History history(ResultSet row, int number) throws SQLException {
        return new History(
                row.getInt("runs"),
                row.getLong("windows"),
                row.getDouble("per_record"),
                quantiles(row, "per_request"),
                quantiles(row, "between_windows"));
    }

    private static Quantiles quantiles(ResultSet row, String column) throws SQLException {
        java.sql.Array array = row.getArray(column);
        if (array == null) {
            return new Quantiles(0, 0, 0);
        }
        Double[] values = (Double[]) array.getArray();
        return new Quantiles(values[0], values[1], values[2]);
    }

    /** How many records each partition had in the last run that counted them, by the partition's own id. */
    public Map<String, Long> lastCounts(String source) {
        return database.sql(LAST_RUNS + """
                        select distinct on (p.partition_id) p.partition_id, coalesce(p.final_expected, p.expected) as counted
                        from backfill_partition p join last_run l on l.id = p.run_id
                        where p.final_expected is not null or (p.expected is not null and p.changed_since is null)
                        order by p.partition_id, p.finished_at desc nulls last""")
                .param("source", source)
                .query((row, number) -> Map.entry(row.getString("partition_id"), row.getLong("counted")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
