package dev.backfill.store.verification;

import dev.backfill.store.page.Withheld;
import dev.backfill.store.verification.VerificationSummary.Named;
import dev.backfill.store.verification.Witness.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the witnesses of a partition said. Every method may be repeated. */
public class Evidence {
    private final JdbcClient database;

    public Evidence(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** In place of what the same witness said before. */
    public void record(long partition, Witness witness) {
        database.sql("""
                        insert into witness (partition, witness, records, agrees, remark)
                        values (:partition, :witness, :records, :agrees, :remark)
                        on conflict (partition, witness) do update set records = excluded.records, agrees = excluded.agrees,
                            remark = excluded.remark""")
                .param("partition", partition)
                .param("witness", witness.kind().name())
                .param("records", witness.records())
                .param("agrees", witness.agrees())
                .param("remark", witness.remark())
                .update();
    }

    /** How many records this witness spoke of; empty if it was not heard. */
    public Optional<Long> recordsBy(long partition, Kind kind) {
        return database.sql("select records from witness where partition = :partition and witness = :witness and records is not null")
                .param("partition", partition)
                .param("witness", kind.name())
                .query(Long.class)
                .optional();
    }

    /** The first of what the vendor withholds of each partition of a run, by the partition's ordinal. */
    public Map<Integer, List<Withheld>> withheldOfRun(String runId) {
        Map<Integer, List<Withheld>> withheld = new HashMap<>();
        database.sql("""
                        select p.ordinal, w.* from backfill_partition p join backfill_run r on r.id = p.run_id
                        join lateral (select record_id, part, reason from withheld w
                            where w.source = r.source and w.partition_id = p.partition_id order by record_id, part limit :most) w on true
                        where p.run_id = :run and p.withheld > 0""")
                .param("run", runId)
                .param("most", Named.MOST_IDS)
                .query(row -> {
                    String part = row.getString("part");
                    withheld.computeIfAbsent(row.getInt("ordinal"), ordinal -> new ArrayList<>())
                            .add(new Withheld(row.getString("record_id"), part.isEmpty() ? null : part, row.getString("reason")));
                });
        return withheld;
    }

    /** The witnesses of each partition of a run, by the partition's ordinal, in the order of {@link Kind}. */
    public Map<Integer, List<Witness>> ofRun(String runId) {
        Map<Integer, List<Witness>> witnesses = new HashMap<>();
        database.sql("""
                        select p.ordinal, w.* from witness w join backfill_partition p on p.id = w.partition
                        where p.run_id = :run order by p.ordinal, array_position(:kinds::text[], w.witness)""")
                .param("run", runId)
                .param("kinds", Arrays.stream(Kind.values()).map(Kind::name).toArray(String[]::new))
                .query(row -> {
                    witnesses.computeIfAbsent(row.getInt("ordinal"), ordinal -> new ArrayList<>()).add(new Witness(
                            Kind.valueOf(row.getString("witness")),
                            (@Nullable Long) row.getObject("records"),
                            row.getBoolean("agrees"),
                            row.getString("remark")));
                });
        return witnesses;
    }
}
