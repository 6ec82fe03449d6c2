package dev.backfill.store.apikey;

import dev.backfill.store.account.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Issued keys, as rows. Every method throws Spring's {@code DataAccessException} when PostgreSQL does not answer. */
public class ApiKeyStore {
    /** An owner who is not known may do nothing. */
    private static final String SELECT = """
            select k.*, case when k.owner = 'admin' then 'ADMIN' else coalesce(
                (select role from account where k.owner = 'user:' || id),
                (select role from token_holder where name = k.owner),
                'NO_ACCESS') end as owner_role
            from %s k""";
    private static final String KEYS = SELECT.formatted("api_key");

    private final JdbcClient database;

    public ApiKeyStore(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the id is taken */
    public ApiKey insert(NewApiKey key) {
        return database.sql("""
                        with added as (
                            insert into api_key (id, name, role, hash, created_by, owner, expires_at)
                            values (:id, :name, :role, :hash, :createdBy, :owner, :expiresAt) returning *)
                        """ + SELECT.formatted("added"))
                .param("id", key.id())
                .param("name", key.name())
                .param("role", key.role().name())
                .param("hash", key.hash())
                .param("createdBy", key.createdBy())
                .param("owner", key.owner())
                .param("expiresAt", Timestamp.from(key.expiresAt()))
                .query(ApiKeyStore::key)
                .single();
    }

    public Optional<ApiKey> find(String id) {
        return database.sql(KEYS + " where k.id = :id").param("id", id).query(ApiKeyStore::key).optional();
    }

    /** The latest first. @param before only those that were issued before this one, or null */
    public List<ApiKey> list(@Nullable Long before, int limit) {
        return list(null, before, limit);
    }

    /** The same of one owner, or of all if it is null. */
    public List<ApiKey> list(@Nullable String owner, @Nullable Long before, int limit) {
        return database.sql(KEYS + """
                         where (:before::bigint is null or k.ordinal < :before) and (:owner::text is null or k.owner = :owner)
                        order by k.ordinal desc limit :limit""")
                .param("owner", owner)
                .param("before", before)
                .param("limit", limit)
                .query(ApiKeyStore::key)
                .list();
    }

    /** Ends all keys of an owner. @return how many were open until then */
    public int revokeAll(String owner) {
        return database.sql("update api_key set revoked_at = now() where owner = :owner and revoked_at is null").param("owner", owner).update();
    }

    /**
     * Ends a key; one that has been revoked stays as it is.
     *
     * @return whether there is one of this id
     */
    public boolean revoke(String id) {
        return database.sql("update api_key set revoked_at = coalesce(revoked_at, now()) where id = :id").param("id", id).update() == 1;
    }

    /** Notes that a key was used, unless that was noted within the last minute. */
    public void recordUse(String id) {
        database.sql("""
                        update api_key set last_used_at = now()
                        where id = :id and (last_used_at is null or last_used_at < now() - interval '1 minute')""")
                .param("id", id)
                .update();
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getString("id"),
                row.getLong("ordinal"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getBytes("hash"),
                row.getString("created_by"),
                row.getString("owner"),
                Role.valueOf(row.getString("owner_role")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
