package dev.backfill.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.lock.SessionLock;
import dev.backfill.workers.derive.StoredJira;
import dev.backfill.workers.source.jira.JiraFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The command, as an operator starts it: with the database's settings and no others. */
@Timeout(180)
class DeriveTest {
    private static final String[] DATABASE = {
        "--backfill.database.url=" + TestDatabase.url(), "--backfill.database.user=postgres", "--backfill.database.password=postgres",
        "--backfill.database.connections=3"
    };

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private JiraFixture vendor;

    @BeforeEach
    void pull() {
        TestDatabase.clear();
        TestDatabase.sql().sql("truncate derivation cascade").update();
        vendor = new JiraFixture(500, 2);
        StoredJira.pull(vendor, vendor.source());
        vendor.requests();
    }

    @AfterEach
    void stop() {
        vendor.close();
    }

    private int derive(String source) {
        said.reset();
        return Derive.run(source, new PrintStream(said, true, StandardCharsets.UTF_8), DATABASE);
    }

    @Test
    void withoutTheVendorsSettings_itDerives() {
        List<String> fetched = StoredJira.rows();
        StoredJira.spoil();

        assertThat(derive("jira")).isEqualTo(Derive.DONE);

        assertThat(StoredJira.rows()).isEqualTo(fetched);
        assertThat(vendor.requests()).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("finished: 500 records", " 0 records left as they are");
    }

    @Test
    void whatCannotBeDerived_isSaid_andTold() {
        TestDatabase.sql().sql("update jira.issue set raw = '{}' where id = (select min(id) from jira.issue)").update();

        assertThat(derive("jira")).isEqualTo(Derive.LEFT_SOME);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains(" is left as it is: its stored content is not this issue", " 1 records left as they are");
    }

    @Test
    void secondOne_isRefused_asIsASourceThatIsNotThere() {
        try (SessionLock held = SessionLock.take(TestDatabase.pool(), "derivation of " + "jira").orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(derive("jira")).isEqualTo(Derive.REFUSED);
            assertThat(said.toString(StandardCharsets.UTF_8)).contains("another process derives jira");
        }
        assertThat(derive("slack")).isEqualTo(Derive.REFUSED);
        assertThat(derive("nowhere")).isEqualTo(Derive.REFUSED);
        assertThat(derive("jira")).as("the lock is given back").isEqualTo(Derive.DONE);
    }

    @Test
    void killed_itGoesOn() throws IOException, InterruptedException, SQLException {
        List<String> fetched = StoredJira.rows();
        StoredJira.spoil();
        Process process;
        // Not one of the pool's: those may not stay idle for as long as a slow machine needs to start a process.
        try (Connection holder = DriverManager.getConnection(TestDatabase.url(), "postgres", "postgres"); Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.executeQuery("select from jira.issue where id = (select id from jira.issue order by id offset 250 limit 1) for update");
            process = startProcess();
            // It cannot get beyond the second batch.
            Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> TestDatabase.count("derivation where records = 200 and finished_at is null") == 1
                    && TestDatabase.count("pg_stat_activity where wait_event_type = 'Lock' and query like '%jira.issue%for no key update%'") == 1);
            process.destroyForcibly().waitFor();
            holder.rollback();
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> derive("jira") == Derive.DONE);

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("goes on after record ", "finished: 500 records");
        assertThat(StoredJira.rows()).isEqualTo(fetched);
    }

    private static Process startProcess() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), "dev.backfill.workers.Workers", "derive", "jira");
        builder.environment().keySet().removeIf(name -> name.startsWith("BACKFILL_"));
        builder.environment().put("BACKFILL_DATABASE_URL", TestDatabase.url());
        builder.environment().put("BACKFILL_DATABASE_USER", "postgres");
        builder.environment().put("BACKFILL_DATABASE_PASSWORD", "postgres");
        return builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }
}
