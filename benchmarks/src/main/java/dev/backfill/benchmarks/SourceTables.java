package dev.backfill.benchmarks;

import dev.backfill.standalone.BackfillSystem;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables that one source fills.
 *
 * @param names without the schema, fit for statements
 * @param rows of all of them together
 */
record SourceTables(String schema, List<String> names, long rows) {
    static SourceTables of(BackfillSystem system, String schema) {
        JdbcClient sql = JdbcClient.create(system.dataSource());
        List<String> names = sql.sql("""
                        select quote_ident(table_name) from information_schema.tables
                        where table_schema = :schema and table_type = 'BASE TABLE' and table_name not like '%schema_history' order by 1""")
                .param("schema", schema)
                .query(String.class)
                .list();
        long rows = names.stream()
                .mapToLong(name -> sql.sql("select count(*) from %s.%s".formatted(schema, name)).query(Long.class).single())
                .sum();
        return new SourceTables(schema, names, rows);
    }
}
