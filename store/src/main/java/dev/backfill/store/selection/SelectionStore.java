package dev.backfill.store.selection;

import dev.backfill.store.page.Column;
import dev.backfill.store.page.Table;
import dev.backfill.store.run.RunScope.Selected;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was selected for a run, and what the store knows of it. */
public class SelectionStore {
    private static final int MOST_NAMED = 1_000;

    private final JdbcClient database;

    public SelectionStore(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** What was selected for a run, in the order of its selection. */
    public List<Selected> of(String runId) {
        return database.sql("select partition_id, record from run_selection where run_id = :run order by id")
                .param("run", runId)
                .query((row, number) -> new Selected(row.getString("partition_id"), row.getString("record")))
                .list();
    }

    /**
     * Stored records, by each of the names that they were asked for.
     *
     * @param nameColumn a column of the table with what people call a record, or null if that is its id
     * @param names ids or such names
     */
    public Map<String, KnownRecord> find(Table table, @Nullable String nameColumn, Collection<String> names) {
        if (nameColumn != null && table.columns().stream().map(Column::name).noneMatch(nameColumn::equals)) {
            throw new IllegalArgumentException(table.qualifiedName() + " has no column " + nameColumn);
        }
        Map<String, KnownRecord> found = new HashMap<>();
        findBy(table, nameColumn == null ? "id" : nameColumn, names, found);
        findBy(table, "id", names, found);
        return found;
    }

    /** Of several rows that once had a name, the one that was not deleted counts. */
    private void findBy(Table table, String column, Collection<String> names, Map<String, KnownRecord> into) {
        database.sql("select %2$s as name, id, %3$s as owner, deleted_at is not null as deleted from %1$s where %2$s = any(:names) order by deleted_at nulls last"
                        .formatted(table.qualifiedName(), column, table.owner()))
                .param("names", names.toArray(String[]::new))
                .query(row -> {
                    into.putIfAbsent(
                            row.getString("name"),
                            new KnownRecord(row.getString("id"), row.getString("owner"), row.getBoolean("deleted")));
                });
    }

    /** The key that the last run to plan a partition had for it, by the partition's id. */
    public Map<String, String> lastKeys(String source, Collection<String> partitionIds) {
        Map<String, String> keys = new HashMap<>();
        database.sql("""
                        select distinct on (p.partition_id) p.partition_id, p.key
                        from backfill_partition p join backfill_run r on r.id = p.run_id
                        where r.source = :source and p.partition_id = any(:ids) order by p.partition_id, p.id desc""")
                .param("source", source)
                .param("ids", partitionIds.toArray(String[]::new))
                .query(row -> {
                    keys.put(row.getString("partition_id"), row.getString("key"));
                });
        return keys;
    }

    /** Notes the names that lead nowhere, and those of records that are marked as deleted already. */
    public void note(String runId, Collection<String> unknown, Collection<String> deleted) {
        database.sql("""
                        update run_selection set outcome = case when record = any(:unknown) then 'UNKNOWN' when record = any(:deleted) then 'DELETED' end
                        where run_id = :run and partition_id is null""")
                .param("run", runId)
                .param("unknown", unknown.toArray(String[]::new))
                .param("deleted", deleted.toArray(String[]::new))
                .update();
    }

    public SelectionSummary summary(String runId) {
        return summaries(List.of(runId)).get(runId);
    }

    /** What was selected for each of these runs, by its id, in one query. */
    public Map<String, SelectionSummary> summaries(Collection<String> runIds) {
        Map<String, SelectionSummary> found = new HashMap<>();
        database.sql("""
                        select r.id, selected.*,
                            array(select record from run_selection
                                where run_id = r.id and outcome = 'UNKNOWN' order by id limit :most) as unknown,
                            array(select record from run_selection
                                where run_id = r.id and outcome = 'DELETED' order by id limit :most) as deleted
                        from unnest(:runs::text[]) as r (id)
                        cross join lateral (
                            select count(*) filter (where record is null) as partitions, count(record) as records
                            from run_selection where run_id = r.id) selected""")
                .param("runs", runIds.toArray(String[]::new))
                .param("most", MOST_NAMED)
                .query(row -> {
                    found.put(
                            row.getString("id"),
                            new SelectionSummary(row.getInt("partitions"), row.getInt("records"), names(row, "unknown"), names(row, "deleted")));
                });
        return found;
    }

    private static List<String> names(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
