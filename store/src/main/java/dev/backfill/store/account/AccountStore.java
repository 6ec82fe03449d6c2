package dev.backfill.store.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People, as rows. Every method throws Spring's {@code DataAccessException} when PostgreSQL does not answer. */
public class AccountStore {
    private final JdbcClient database;

    public AccountStore(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** Records a sign-in. Who is known keeps id and role; address and name are those of now. */
    public Account signIn(NewAccount person) {
        return database.sql("""
                        insert into account (id, subject, email, name, role) values (:id, :subject, :email, :name, :role)
                        on conflict (subject) do update
                          set email = excluded.email, name = excluded.name, last_sign_in_at = now()
                        returning *""")
                .param("id", person.id())
                .param("subject", person.subject())
                .param("email", person.email())
                .param("name", person.name())
                .param("role", person.role().name())
                .query(AccountStore::account)
                .single();
    }

    public Optional<Account> find(String id) {
        return database.sql("select * from account where id = :id").param("id", id).query(AccountStore::account).optional();
    }

    /** The latest to have come first. @param before only those that came before this one, or null */
    public List<Account> list(@Nullable Long before, int limit) {
        return database.sql("""
                        select * from account where :before::bigint is null or ordinal < :before
                        order by ordinal desc limit :limit""")
                .param("before", before)
                .param("limit", limit)
                .query(AccountStore::account)
                .list();
    }

    /** @return the account as it is now, or nothing if there is none of this id */
    public Optional<Account> setRole(String id, Role role) {
        return database.sql("update account set role = :role where id = :id returning *")
                .param("id", id)
                .param("role", role.name())
                .query(AccountStore::account)
                .optional();
    }

    static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                row.getString("id"),
                row.getLong("ordinal"),
                row.getString("subject"),
                row.getString("email"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("last_sign_in_at").toInstant());
    }
}
