package dev.backfill.gateway.database;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where PostgreSQL is.
 *
 * @param url a JDBC URL of PostgreSQL; {@code BACKFILL_DATABASE_URL}
 * @param user {@code BACKFILL_DATABASE_USER}
 * @param password {@code BACKFILL_DATABASE_PASSWORD}
 * @param connections the most connections that are open at once, 1 to 200; {@code BACKFILL_DATABASE_CONNECTIONS}
 */
public record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("10") int connections) {
    private static final int MOST_CONNECTIONS = 200;

    /** What is missing or wrong, one sentence each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!url.startsWith("jdbc:postgresql:")) {
            problems.add("BACKFILL_DATABASE_URL is " + (url.isBlank() ? "missing" : "not a JDBC URL of PostgreSQL")
                    + ". It says where PostgreSQL is, such as jdbc:postgresql://127.0.0.1:5432/backfill");
        }
        if (user.isBlank()) {
            problems.add("BACKFILL_DATABASE_USER is missing. It is the user that the gateway connects as.");
        }
        if (password.isEmpty()) {
            problems.add("BACKFILL_DATABASE_PASSWORD is missing. Make one for the user: openssl rand -hex 32");
        }
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            problems.add("BACKFILL_DATABASE_CONNECTIONS must be from 1 to " + MOST_CONNECTIONS + ".");
        }
        return problems;
    }

    /** Without the password, so that it never reaches a log. */
    @Override
    public String toString() {
        return "DatabaseSettings[user=" + user + ", connections=" + connections + "]";
    }
}
