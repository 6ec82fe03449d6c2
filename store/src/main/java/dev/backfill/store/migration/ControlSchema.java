package dev.backfill.store.migration;

import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the control tables of a database have been migrated. */
public class ControlSchema {
    private final JdbcClient database;

    /** @param longestSeconds how long PostgreSQL may take to answer */
    public ControlSchema(DataSource database, int longestSeconds) {
        JdbcTemplate impatient = new JdbcTemplate(database);
        impatient.setQueryTimeout(longestSeconds);
        this.database = JdbcClient.create(impatient);
    }

    /**
     * The newest migration that was applied; empty if nobody has migrated yet.
     *
     * @throws org.springframework.dao.DataAccessException if PostgreSQL does not answer
     */
    public Optional<MigrationVersion> applied() {
        try {
            return database.sql("""
                            select version from public.schema_history where success and version is not null
                            order by string_to_array(version, '.')::int[] desc limit 1""")
                    .query(String.class)
                    .optional()
                    .map(MigrationVersion::fromVersion);
        } catch (BadSqlGrammarException noTable) {
            return Optional.empty();
        }
    }
}
