package dev.backfill.store.partition;

import dev.backfill.store.watermark.Basis;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A planned partition as a row, with the window of its census or with the records that stand in place of one. */
final class PartitionInsert {
    private final JdbcClient database;

    PartitionInsert(JdbcClient database) {
        this.database = database;
    }

    void insert(
            String runId, int ordinal, PlannedPartition partition, @Nullable List<String> records, Basis basis) {
        database.sql("""
                        with planned as (
                            insert into backfill_partition
                                (run_id, ordinal, partition_id, key, name, expected_hint, reason, selected,
                                 changed_since, complete_from, most_records, adds_up, state, finished_at)
                            values (:run, :ordinal, :partition, :key, :name, :hint, :leftOut::text, :selected,
                                :changedSince, :completeFrom, :mostRecords, :addsUp,
                                case when :leftOut::text is null then 'PLANNED' else 'SKIPPED' end, case when :leftOut::text is not null then now() end)
                            returning id, state, selected),
                        census as (
                            insert into backfill_window (partition, kind, ordinal)
                            select id, 'CENSUS', 1 from planned where state = 'PLANNED' and not selected)
                        insert into census_record (partition, final, record_id, ordinal)
                        select id, false, record, place - 1 from planned, unnest(:records::text[]) with ordinality as given (record, place)
                        where state = 'PLANNED'""")
                .param("run", runId)
                .param("ordinal", ordinal)
                .param("partition", partition.partitionId())
                .param("key", partition.key())
                .param("name", partition.name())
                .param("hint", records == null ? partition.expectedHint() : (Long) (long) records.size())
                .param("selected", records != null)
                .param("records", records == null ? new String[0] : records.stream().distinct().toArray(String[]::new))
                .param("leftOut", partition.leftOutBecause())
                .param("changedSince", timestamp(basis.changedSince()))
                .param("completeFrom", timestamp(basis.completeFrom()))
                .param("mostRecords", basis.mostRecords())
                .param("addsUp", basis.addsUp())
                .update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
