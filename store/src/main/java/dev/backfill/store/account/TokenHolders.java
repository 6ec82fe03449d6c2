package dev.backfill.store.account;

import java.sql.Timestamp;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What those may who own keys and have no account here, by the latest of their tokens that was shown. */
public class TokenHolders {
    private final JdbcClient database;

    public TokenHolders(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** Begins to remember someone, as they own a key from now on. */
    public void remember(String name, Role role, Instant issuedAt) {
        database.sql("""
                        insert into token_holder (name, role, issued_at) values (:name, :role, :issuedAt)
                        on conflict (name) do update set role = excluded.role, issued_at = excluded.issued_at
                        where token_holder.issued_at <= excluded.issued_at""")
                .param("name", name)
                .param("role", role.name())
                .param("issuedAt", Timestamp.from(issuedAt))
                .update();
    }

    /** Notes what a token says of someone who is remembered, unless a later one was shown before. */
    public void saw(String name, Role role, Instant issuedAt) {
        database.sql("""
                        update token_holder set role = :role, issued_at = :issuedAt
                        where name = :name and issued_at <= :issuedAt and (role, issued_at) <> (:role, :issuedAt)""")
                .param("name", name)
                .param("role", role.name())
                .param("issuedAt", Timestamp.from(issuedAt))
                .update();
    }
}
