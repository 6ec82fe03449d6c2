package dev.backfill.store.watermark;

import dev.backfill.workflows.plan.PartitionReference;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Watermarks, one for each partition that was ever verified. */
public class WatermarkStore {
    /** Ranges that meet are joined where that proves as much; else what reaches further counts, as it was proved and no further back. */
    private static final String MOVE = """
            with pending as (
                select min(coalesce(m.source_created_at, r.range_from)) as since
                from pending_record m join backfill_partition p on p.id = m.partition join backfill_run r on r.id = p.run_id
                where p.run_id = :run and p.ordinal = :ordinal)
            insert into watermark as w (source, partition_id, key, complete_from, complete_until, most_records, adds_up, run_id)
            select r.source, p.partition_id, p.key, p.complete_from, least(r.started_at, r.range_to, (select since from pending)),
                p.most_records, p.adds_up, r.id
            from backfill_partition p join backfill_run r on r.id = p.run_id
                left join backfill_run origin on origin.id = r.refetch_of
            where p.run_id = :run and p.ordinal = :ordinal and not p.selected and not p.cut and p.complete_from is not null
              and r.range_from <= coalesce(origin.range_from, r.range_from)
            on conflict (source, partition_id) do update set key = excluded.key, run_id = excluded.run_id, verified_at = now(),
                complete_until = least(greatest(w.complete_until, excluded.complete_until), (select since from pending)),
                complete_from = case
                    when excluded.adds_up and w.adds_up
                            and excluded.complete_from <= w.complete_until and w.complete_from <= excluded.complete_until
                        then least(w.complete_from, excluded.complete_from)
                    when excluded.complete_until >= w.complete_until then excluded.complete_from
                    else w.complete_from end,
                most_records = case when excluded.complete_until >= w.complete_until then excluded.most_records else w.most_records end,
                adds_up = case when excluded.complete_until >= w.complete_until then excluded.adds_up else w.adds_up end""";

    private final JdbcClient database;

    public WatermarkStore(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** The watermarks of a source, by the partition's own id. */
    public Map<String, Watermark> of(String source) {
        Map<String, Watermark> found = new HashMap<>();
        database.sql("select partition_id, complete_from, complete_until, most_records from watermark where source = :source")
                .param("source", source)
                .query(row -> {
                    Timestamp from = row.getTimestamp("complete_from");
                    found.put(row.getString("partition_id"), new Watermark(
                            from == null ? null : from.toInstant(),
                            row.getTimestamp("complete_until").toInstant(),
                            (Integer) row.getObject("most_records")));
                });
        return found;
    }

    /**
     * Moves the watermark of a partition that was verified to the beginning of its run, before which nothing had been listed; never
     * backwards, but to before what is pending, which is not stored. A selection of records says nothing about the rest, nor does a
     * partition that was cut, and a period that begins later than its run's nothing about what was before.
     */
    public void move(PartitionReference partition) {
        database.sql(MOVE).param("run", partition.runId()).param("ordinal", partition.ordinal()).update();
    }
}
