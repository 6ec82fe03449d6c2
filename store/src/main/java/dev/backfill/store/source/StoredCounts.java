package dev.backfill.store.source;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How much of a source is stored. The tables are those that PostgreSQL's catalogue has in the source's schema. Small ones are counted;
 * of large ones, and of those that this user may not read, the estimate of the catalogue is taken, which costs nothing.
 */
public class StoredCounts {
    /** Counted within some 20 ms. */
    private static final long COUNTED_UP_TO = 100_000;

    private final JdbcClient database;

    public StoredCounts(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    private record Table(String name, String quoted, long estimate, boolean readable) {}

    /** The tables of this schema by name; none if there is no such schema. */
    public List<StoredCount> of(String schema) {
        return database.sql("""
                        select c.relname, format('%I.%I', n.nspname, c.relname) as quoted,
                            greatest(coalesce(s.n_live_tup, 0), c.reltuples::bigint) as estimate,
                            has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') as readable
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        left join pg_stat_all_tables s on s.relid = c.oid
                        where n.nspname = :schema and c.relkind in ('r', 'p') and c.relname <> 'schema_history'
                        order by c.relname""")
                .param("schema", schema)
                .query((row, number) -> new Table(
                        row.getString("relname"), row.getString("quoted"), row.getLong("estimate"), row.getBoolean("readable")))
                .list()
                .stream()
                .map(this::count)
                .toList();
    }

    private StoredCount count(Table table) {
        if (!table.readable() || table.estimate() > COUNTED_UP_TO) {
            return new StoredCount(table.name(), Math.max(0, table.estimate()), true);
        }
        // The estimate may be far too low after a crash or before a first look: the count ends all the same.
        long rows = database.sql("select count(*) from (select 1 from " + table.quoted() + " limit :limit) as counted")
                .param("limit", COUNTED_UP_TO + 1)
                .query(Long.class)
                .single();
        return new StoredCount(table.name(), rows, rows > COUNTED_UP_TO);
    }
}
