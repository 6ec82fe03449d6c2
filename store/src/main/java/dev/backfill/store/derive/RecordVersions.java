package dev.backfill.store.derive;

import dev.backfill.store.page.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells whether a record or one of its parts has changed. */
final class RecordVersions {
    private static final String OF_A_ROW = "id || ':' || encode(content_hash, 'hex') || ':' || coalesce(deleted_at::text, '')";

    private final JdbcClient database;
    private final Table records;
    private final List<Table> partTables;

    RecordVersions(JdbcClient database, Table records, List<Table> partTables) {
        this.database = database;
        this.records = records;
        this.partTables = partTables;
    }

    /** By the record's id. */
    Map<String, String> of(List<String> ids) {
        return of(ids, "");
    }

    /** As {@link #of(List)}; until the transaction ends, no page can write these records, as it begins with the record's own row. */
    Map<String, String> lock(List<String> ids) {
        return of(ids, " for no key update");
    }

    private Map<String, String> of(List<String> ids, String lock) {
        Map<String, String> versions = new HashMap<>();
        database.sql("select id, %s as version from %s where id = any(:ids) order by id%s".formatted(OF_A_ROW, records.qualifiedName(), lock))
                .param("ids", ids.toArray(String[]::new))
                .query((row, number) -> versions.put(row.getString("id"), row.getString("version")))
                .list();
        for (Table parts : partTables) {
            database.sql("select %1$s as owner, md5(string_agg(%2$s, ',' order by id)) as version from %3$s where %1$s = any(:ids) group by 1"
                            .formatted(parts.owner(), OF_A_ROW, parts.qualifiedName()))
                    .param("ids", ids.toArray(String[]::new))
                    .query((row, number) -> versions.merge(row.getString("owner"), "," + row.getString("version"), String::concat))
                    .list();
        }
        return versions;
    }
}
