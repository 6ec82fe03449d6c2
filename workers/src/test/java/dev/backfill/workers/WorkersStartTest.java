package dev.backfill.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.settings.StartRefused;
import dev.backfill.store.source.SourceWorkers;
import dev.backfill.store.source.WorkerReport;
import dev.backfill.workers.source.SourceRegistry;
import dev.backfill.workers.source.jira.JiraProperties;
import io.temporal.testserver.TestServer;
import io.temporal.testserver.TestServer.PortBoundTestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The worker's application as it starts in production, with and without the settings of its sources. */
class WorkersStartTest {
    private static final String[] JIRA = {
        "backfill.jira.url=https://example.atlassian.net", "backfill.jira.user=reader@example.com", "backfill.jira.token=the-token"
    };

    private static PortBoundTestServer temporal;
    private static String address;

    @BeforeAll
    static void startTemporal() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            address = "127.0.0.1:" + socket.getLocalPort();
        }
        temporal = TestServer.createPortBoundServer(Integer.parseInt(address.replaceAll(".*:", "")), true);
    }

    @AfterAll
    static void stopTemporal() {
        temporal.close();
    }

    @BeforeEach
    void forget() {
        TestDatabase.sql().sql("truncate source_worker").update();
    }

    @Test
    void withoutASourcesSettings_itStarts_servesItNot_andSaysWhatIsMissing() {
        try (ConfigurableApplicationContext worker = start(JIRA[0], "backfill.jira.user= ")) {
            assertThat(worker.getBean(SourceRegistry.class).ids()).isEmpty();
            assertThat(new SourceWorkers(TestDatabase.pool()).of("jira"))
                    .containsExactly(new WorkerReport(List.of("BACKFILL_JIRA_USER", "BACKFILL_JIRA_TOKEN"), true));
        }
    }

    @Test
    void withThem_itServesTheSource_andNamesNothingOfThem() {
        try (ConfigurableApplicationContext worker = start(JIRA)) {
            assertThat(worker.getBean(SourceRegistry.class).ids()).containsExactly("jira");
            assertThat(new SourceWorkers(TestDatabase.pool()).of("jira")).containsExactly(new WorkerReport(List.of(), true));
            assertThat(TestDatabase.sql().sql("select s::text from source_worker s").query(String.class).list())
                    .isNotEmpty()
                    .allSatisfy(report -> assertThat(report).doesNotContain("the-token", "example"));
        }
    }

    @Test
    void tempo_isServed_withOrWithoutJira() {
        try (ConfigurableApplicationContext worker = start("backfill.tempo.token=the-token")) {
            assertThat(worker.getBean(SourceRegistry.class).ids()).containsExactly("tempo");
            assertThat(worker.getBean(SourceRegistry.class).get("tempo").warnings()).hasSize(1);
        }
        try (ConfigurableApplicationContext worker = start(JIRA[0], JIRA[1], JIRA[2], "backfill.tempo.token=the-token")) {
            assertThat(worker.getBean(SourceRegistry.class).ids()).containsExactlyInAnyOrder("jira", "tempo");
            assertThat(worker.getBean(SourceRegistry.class).get("tempo").warnings()).isEmpty();
        }
    }

    @Test
    void allSources_areServedByOneWorker() {
        try (ConfigurableApplicationContext worker = start(
                JIRA[0], JIRA[1], JIRA[2], "backfill.notion.token=the-token", "backfill.tempo.token=the-token", "backfill.fireflies.token=the-token")) {
            SourceRegistry sources = worker.getBean(SourceRegistry.class);
            assertThat(sources.ids()).containsExactlyInAnyOrder("jira", "notion", "tempo", "fireflies");
            assertThat(sources.ids()).allSatisfy(id -> {
                assertThat(sources.get(id).id()).isEqualTo(id);
                assertThat(new SourceWorkers(TestDatabase.pool()).of(id)).containsExactly(new WorkerReport(List.of(), true));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"notion", "tempo", "fireflies"})
    void wrongAddress_stopsTheStart_ofEverySource(String source) {
        String setting = "backfill." + source + ".";
        assertThatThrownBy(() -> start(setting + "url=http://169.254.169.254", setting + "token=the-token").close())
                .hasStackTraceContaining("BACKFILL_" + source.toUpperCase(Locale.ROOT) + "_URL");
        assertThatThrownBy(() -> start(setting + "tokn=x", setting + "token=the-token").close()).hasStackTraceContaining("tokn");
    }

    @Test
    void wrongSetting_stillStopsTheStart() {
        assertThatThrownBy(() -> start("backfill.jira.url=http://169.254.169.254", JIRA[1], JIRA[2]).close())
                .hasStackTraceContaining("BACKFILL_JIRA_URL");
        assertThatThrownBy(() -> start(JIRA[0], JIRA[1], JIRA[2], "backfill.jira.tokn=x").close()).hasStackTraceContaining("tokn");
        assertThat(new SourceWorkers(TestDatabase.pool()).of("jira")).isEmpty();
    }

    @Test
    void tokens_areReadFromFiles(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "the-token\n");
        try (ConfigurableApplicationContext worker = start(JIRA[0], JIRA[1], "BACKFILL_JIRA_TOKEN_FILE=" + token, "BACKFILL_TEMPO_TOKEN_FILE=" + token)) {
            assertThat(worker.getBean(SourceRegistry.class).ids()).containsExactlyInAnyOrder("jira", "tempo");
            assertThat(worker.getBean(JiraProperties.class).token()).isEqualTo("the-token");
            assertThat(worker.getBean(SourceRegistry.class).get("tempo").warnings()).isEmpty();
        }
    }

    @Test
    void tokenThatIsSetTwice_orNowhere_stopsTheStart_andIsNotTold(@TempDir Path folder) {
        assertThatThrownBy(() -> start("BACKFILL_NOTION_TOKEN=the-token", "BACKFILL_NOTION_TOKEN_FILE=" + folder, "BACKFILL_TEMPO_TOKEN_FILE=" + folder).close())
                .isInstanceOf(StartRefused.class)
                .hasMessageContainingAll("BACKFILL_NOTION_TOKEN and BACKFILL_NOTION_TOKEN_FILE are both set", "BACKFILL_TEMPO_TOKEN_FILE names no file")
                .hasMessageNotContainingAny("the-token");
    }

    /** As the process meets it: variables of its environment. */
    @Test
    void misspelledVariable_stopsTheStart_withItsName() {
        StandardEnvironment environment = new StandardEnvironment();
        Map<String, Object> variables = Map.of(
                "BACKFILL_JIRA_TOKN", "x", "BACKFILL_WORKERS_WINDOW_RECORDS", "100", "BACKFILL_LIMITS_HOUR", "200", "BACKFILL_DATABASE_PASSWRD", "y");
        environment.getPropertySources().replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));

        assertThatThrownBy(() -> StartCheck.require(environment))
                .isInstanceOf(StartRefused.class)
                .hasMessageContainingAll("BACKFILL_JIRA_TOKN is not a setting", "BACKFILL_DATABASE_PASSWRD is not a setting", "BACKFILL_FIREFLIES_PAGE_SIZE")
                .hasMessageNotContainingAny("BACKFILL_WORKERS_WINDOW_RECORDS is not", "BACKFILL_LIMITS_HOUR is not");
    }

    private static ConfigurableApplicationContext start(String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "backfill.database.url=" + TestDatabase.url(), "backfill.database.user=postgres", "backfill.database.password=postgres",
                "backfill.database.connections=2", "backfill.temporal.address=" + address));
        all.addAll(List.of(settings));
        return Workers.application().run(all.stream().map(setting -> "--" + setting).toArray(String[]::new));
    }
}
