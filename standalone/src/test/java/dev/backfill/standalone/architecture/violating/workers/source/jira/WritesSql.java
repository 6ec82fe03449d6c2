package dev.backfill.standalone.architecture.violating.workers.source.jira;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class WritesSql {
    long count(DataSource database) {
        return JdbcClient.create(database).sql("select count(*) from jira.issue").query(Long.class).single();
    }

    void delete(Connection connection) throws SQLException {
        connection.createStatement().execute("""
                delete from jira.issue
                """);
    }
}
