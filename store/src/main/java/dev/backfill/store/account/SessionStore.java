package dev.backfill.store.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sign-ins, as rows. Every method throws Spring's {@code DataAccessException} when PostgreSQL does not answer. */
public class SessionStore {
    private final JdbcClient database;

    public SessionStore(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** Records a sign-in, and forgets those of the same account that are over for a month. */
    public void begin(String id, String account, Instant expiresAt) {
        database.sql("""
                        with forgotten as (
                            delete from session where account = :account and expires_at < now() - interval '30 days')
                        insert into session (id, account, expires_at) values (:id, :account, :expiresAt)""")
                .param("id", id)
                .param("account", account)
                .param("expiresAt", Timestamp.from(expiresAt))
                .update();
    }

    /** The account, if this is one of its sessions and was not ended. Whether its token has expired, the token tells. */
    public Optional<Account> holder(String id, String account) {
        return database.sql("""
                        select a.* from session s join account a on a.id = s.account
                        where s.id = :id and s.account = :account and s.ended_at is null""")
                .param("id", id)
                .param("account", account)
                .query(AccountStore::account)
                .optional();
    }

    /** The latest first. @param before only those that began before this one, or null */
    public List<Session> list(String account, @Nullable Long before, int limit) {
        return database.sql("""
                        select * from session where account = :account and (:before::bigint is null or ordinal < :before)
                        order by ordinal desc limit :limit""")
                .param("account", account)
                .param("before", before)
                .param("limit", limit)
                .query(SessionStore::session)
                .list();
    }

    /** Ends all sessions of an account at once. @return how many were open until then */
    public int endAll(String account) {
        return database.sql("update session set ended_at = now() where account = :account and ended_at is null and expires_at > now()")
                .param("account", account)
                .update();
    }

    private static Session session(ResultSet row, int number) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new Session(
                row.getString("id"),
                row.getLong("ordinal"),
                row.getString("account"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
