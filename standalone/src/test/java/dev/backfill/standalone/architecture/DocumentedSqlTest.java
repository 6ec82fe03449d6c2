package dev.backfill.standalone.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.standalone.part.ProjectFolder;
import dev.backfill.workers.Migrate;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL that the documents offer runs against the tables as they are migrated. */
class DocumentedSqlTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sql\\n(.*?)^```$");

    private static EmbeddedPostgres postgres;
    private static JdbcClient database;

    @BeforeAll
    static void migrate() throws IOException {
        postgres = EmbeddedPostgres.start();
        Migrate.migrate(postgres.getPostgresDatabase());
        database = JdbcClient.create(postgres.getPostgresDatabase());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/operations.md"})
    void statements_run(String document) throws IOException {
        List<String> statements = statementsIn(Files.readString(ProjectFolder.find().resolve(document)));

        assertThat(statements).isNotEmpty().allSatisfy(statement -> assertThat(database.sql(statement).query().listOfRows()).isEmpty());
    }

    @Test
    void statementOverAnotherTable_isSeenToFail() {
        List<String> statements = statementsIn("""
                ```sql
                select 1 where false;
                select no_such_column from jira.issue;
                ```
                """);

        assertThat(statements).hasSize(2);
        assertThatThrownBy(() -> database.sql(statements.getLast()).query().listOfRows()).hasMessageContaining("no_such_column");
    }

    private static List<String> statementsIn(String document) {
        return BLOCK.matcher(document).results()
                .flatMap(block -> Arrays.stream(block.group(1).split(";\\s*(\\n|$)")))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
