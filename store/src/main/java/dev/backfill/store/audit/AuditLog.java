package dev.backfill.store.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who did what, on what, when. */
public class AuditLog {
    public static final String DONE = "DONE";
    public static final String REFUSED = "REFUSED";

    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);

    private final JdbcClient database;

    public AuditLog(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /**
     * Records what has been done. It is done already, so this never fails: what cannot be written goes to the log as an error.
     *
     * @param principal the name of who did it
     * @param action what, such as {@code backfill.start}
     * @param target on what, such as the id of a run; never a secret
     */
    public void record(String principal, String action, String target, @Nullable String requestId) {
        record(principal, action, target, requestId, DONE);
    }

    /** As above, with an outcome: {@link #DONE} or {@link #REFUSED}. */
    public void record(String principal, String action, String target, @Nullable String requestId, String outcome) {
        try {
            database.sql("""
                            insert into audit_log (principal, action, target, outcome, request_id)
                            values (:principal, :action, :target, :outcome, :requestId)""")
                    .param("principal", principal)
                    .param("action", action)
                    .param("target", target)
                    .param("outcome", outcome)
                    .param("requestId", requestId)
                    .update();
        } catch (DataAccessException away) {
            log.error("not in the audit log: {} {} {} {} (request {}): {}", principal, action, target, outcome, requestId, away.toString());
        }
    }

    /** The latest first. @param before only those that were written before this one, or null */
    public List<AuditEntry> list(@Nullable Long before, int limit) {
        return database.sql("""
                        select * from audit_log where :before::bigint is null or ordinal < :before
                        order by ordinal desc limit :limit""")
                .param("before", before)
                .param("limit", limit)
                .query(AuditLog::entry)
                .list();
    }

    private static AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getLong("ordinal"),
                row.getTimestamp("at").toInstant(),
                row.getString("principal"),
                row.getString("action"),
                row.getString("target"),
                row.getString("outcome"),
                row.getString("request_id"));
    }
}
