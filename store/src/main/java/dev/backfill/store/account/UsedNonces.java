package dev.backfill.store.account;

import java.sql.Timestamp;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nonces that have been used, until they would no longer be accepted anyway. */
public class UsedNonces {
    private final JdbcClient database;

    public UsedNonces(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /**
     * Uses a nonce, of however many at the same time for one of them alone, and forgets those that have expired.
     *
     * @param hash its SHA-256
     * @return false if it was used before
     */
    public boolean use(byte[] hash, Instant expiresAt) {
        return database.sql("""
                        with forgotten as (delete from used_nonce where expires_at < now())
                        insert into used_nonce (hash, expires_at) values (:hash, :expiresAt) on conflict do nothing""")
                        .param("hash", hash)
                        .param("expiresAt", Timestamp.from(expiresAt))
                        .update()
                == 1;
    }
}
