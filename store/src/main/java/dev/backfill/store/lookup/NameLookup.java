package dev.backfill.store.lookup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds names by id in whatever tables hold them. A table that is not there, or too slow to tell, has none. */
public class NameLookup {
    /** The columns of ids need not have an index: an id that nobody has would be looked for in the whole table. */
    private static final int LONGEST_SECONDS = 5;

    private final JdbcClient database;

    public NameLookup(DataSource database) {
        JdbcTemplate patient = new JdbcTemplate(database);
        patient.setQueryTimeout(LONGEST_SECONDS);
        this.database = JdbcClient.create(patient);
    }

    /**
     * The names of these ids.
     *
     * @param places where to look, the first one that knows an id counts
     * @return without those that no place names
     */
    public Map<String, String> find(List<NamingColumns> places, Collection<String> ids) {
        Map<String, String> found = new HashMap<>();
        Set<String> open = new HashSet<>(ids);
        for (NamingColumns place : places) {
            if (!open.isEmpty() && exists(place)) {
                found.putAll(find(place, open));
                open.removeAll(found.keySet());
            }
        }
        return found;
    }

    private boolean exists(NamingColumns place) {
        return database.sql("select to_regclass(:table) is not null").param("table", place.table()).query(Boolean.class).single();
    }

    private Map<String, String> find(NamingColumns place, Set<String> ids) {
        Map<String, String> found = new HashMap<>();
        try {
            database.sql("""
                            select wanted.id, named.name from unnest(:ids::text[]) as wanted (id),
                                lateral (select %2$s as name from %1$s where %3$s = wanted.id and %2$s is not null limit 1) as named"""
                            .formatted(place.table(), place.name(), place.id()))
                    .param("ids", new ArrayList<>(ids).toArray(String[]::new))
                    .query(row -> {
                        found.put(row.getString("id"), row.getString("name"));
                    });
            return found;
        } catch (DataAccessException tooSlowOrChanged) {
            return Map.of();
        }
    }
}
