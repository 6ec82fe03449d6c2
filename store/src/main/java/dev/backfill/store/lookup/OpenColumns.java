package dev.backfill.store.lookup;

import dev.backfill.store.page.Table;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fills columns of a source's table that had to stay open when its rows were stored. What the source gave stays as it is. */
public class OpenColumns {
    private final JdbcClient database;

    public OpenColumns(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /**
     * A column of names beside one of ids.
     *
     * @param table whose {@link Table#owner()} limits what is looked at
     */
    public record Pair(Table table, String id, String name) {
        public Pair {
            for (String column : List.of(id, name)) {
                if (table.columns().stream().noneMatch(known -> known.name().equals(column))) {
                    throw new IllegalArgumentException(table.qualifiedName() + " has no column " + column);
                }
            }
        }
    }

    /**
     * Ids of an owner's rows, each once, in their order.
     *
     * @param onlyOpen whether only rows without the name count
     * @param after the last one of the page before, null for the first page
     * @param most how many at most
     */
    public List<String> ids(Pair columns, String owner, boolean onlyOpen, @Nullable String after, int most) {
        return database.sql("""
                        select distinct %1$s from %2$s
                        where %3$s = :owner and deleted_at is null and %1$s > :after and (%4$s is null or not :onlyOpen)
                        order by %1$s limit :most"""
                        .formatted(columns.id(), columns.table().qualifiedName(), columns.table().owner(), columns.name()))
                .param("owner", owner)
                .param("after", after == null ? "" : after)
                .param("onlyOpen", onlyOpen)
                .param("most", most)
                .query(String.class)
                .list();
    }

    /**
     * Sets the names of an owner's rows where they are others, and has these rows' text made searchable anew.
     *
     * @param names by id
     * @return how many rows were changed
     */
    public int fill(Pair columns, String owner, Map<String, String> names) {
        if (names.isEmpty()) {
            return 0;
        }
        List<Map.Entry<String, String>> entries = List.copyOf(names.entrySet());
        return database.sql("""
                        with filled as (
                            update %1$s as stored set %4$s = named.name
                            from unnest(:ids::text[], :names::text[]) as named (id, name)
                            where stored.%2$s = :owner and stored.%3$s = named.id and stored.%4$s is distinct from named.name
                            returning stored.id),
                        searchable as (
                            insert into search.backlog (source, record_ids)
                            select :source, array_agg(id) from filled having count(*) > 0)
                        select count(*) from filled"""
                        .formatted(columns.table().qualifiedName(), columns.table().owner(), columns.id(), columns.name()))
                .param("ids", entries.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .param("names", entries.stream().map(Map.Entry::getValue).toArray(String[]::new))
                .param("owner", owner)
                .param("source", columns.table().schema())
                .query(Integer.class)
                .single();
    }
}
