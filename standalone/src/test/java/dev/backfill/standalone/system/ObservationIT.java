package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.backfill.standalone.part.ProjectFolder;
import dev.backfill.standalone.system.Scrape.Sample;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What gateway and workers tell of a run: their metrics, and the log lines that its request id leads to. */
@ExtendWith(SharedSystem.class)
class ObservationIT {
    /** A run, a request or trace, a host and port, a uuid. */
    private static final Pattern ID = Pattern.compile(
            ".*(jira-\\d{4}-\\d\\d-\\d\\d|[0-9a-f]{32}|:\\d{4,5}|[0-9a-f]{8}-[0-9a-f]{4}-).*");
    private static final Pattern OTHER_UNITS =
            Pattern.compile(".*_(milliseconds|millis|ms|microseconds|minutes|hours|days|kilobytes|kb|megabytes|mb|percent|ns|nanoseconds)(_.*)?");

    @Test
    void metrics_haveSoundNames_andAreThoseOnThePage(SystemUnderTest system) throws Exception {
        JsonNode run = system.awaitEnd(system.start("{\"parallelism\":8,\"requestsPerSecond\":900}"));
        system.assertVerified(run);
        for (int i = 0; i < 20; i++) {
            system.gateway("GET", "/api/v1/nowhere-" + i, null);
            system.gateway("GET", "/api/v1/backfills/jira-2020-01-01-aaa" + (char) ('a' + i), null);
        }
        // More than may sign in within a minute.
        for (int i = 0; i < 11; i++) {
            system.gateway("POST", "/api/v1/auth/google", "{}");
        }
        // The gateway reads its figures now and then.
        await().atMost(Duration.ofMinutes(1)).until(() -> gateway(system).sum("backfill_runs", "state", "COMPLETED") == 1);
        Scrape gateway = gateway(system);
        List<Scrape> workers = new ArrayList<>();
        for (URI address : system.parts().workersMetrics()) {
            workers.add(Scrape.of(address));
        }
        assertSound(gateway);
        workers.forEach(ObservationIT::assertSound);

        assertThat(gateway.sum("backfill_starts_total", "outcome", "accepted")).isPositive();
        assertThat(gateway.sum("backfill_limit_hits_total", "limit", "login")).isPositive();
        assertThat(gateway.sum("backfill_source_budget_requests_per_second", "source", "jira")).isEqualTo(900);
        double fetched = workers.stream().mapToDouble(worker -> worker.sum("backfill_records_fetched_total", "source", "jira")).sum();
        assertThat(fetched).isGreaterThanOrEqualTo(system.fetched(run.path("id").asString()));
        assertThat(gateway.samples()).filteredOn(sample -> sample.name().equals("http_server_requests_seconds_count"))
                .extracting(sample -> sample.labels().get("uri"))
                .contains("/api/v1/backfills/{id}", "/api/v1/backfills/{source}")
                .allMatch(uri -> uri.matches("/[a-z0-9/{}-]*|UNKNOWN|NOT_FOUND|REDIRECTION|root"))
                .noneMatch(uri -> uri.contains("nowhere"));

        Set<String> ofWorkers = workers.stream().flatMap(worker -> worker.names().stream()).collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented("### Metrics of the gateway", "backfill_")).isEqualTo(own(gateway.names()));
        assertThat(documented("### Metrics of workers", "backfill_")).isEqualTo(own(ofWorkers));
        assertThat(gateway.names()).containsAll(documented("### Metrics of the gateway", ""));
        assertThat(ofWorkers).containsAll(documented("### Metrics of workers", ""));
    }

    private static Scrape gateway(SystemUnderTest system) throws Exception {
        return Scrape.of(system.parts().gatewayMetrics());
    }

    private static void assertSound(Scrape scrape) {
        assertThat(scrape.names()).allMatch(name -> name.matches("[a-z][a-z0-9_]*") && !OTHER_UNITS.matcher(name).matches());
        scrape.types().forEach((name, type) -> assertThat(name.endsWith("_total")).as(name + " " + type).isEqualTo(type.equals("counter")));
        for (Sample sample : scrape.samples()) {
            assertThat(sample.labels().values()).as("%s", sample).noneMatch(value -> ID.matcher(value).matches());
        }
        assertThat(scrape.samples()).hasSizeLessThan(2_000);
    }

    private static Set<String> own(Set<String> names) {
        return names.stream().filter(name -> name.startsWith("backfill_")).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names in the first column of the table below a heading of {@code docs/operations.md}, without their labels. */
    private static Set<String> documented(String heading, String prefix) throws Exception {
        String page = Files.readString(ProjectFolder.find().resolve("docs/operations.md"));
        int start = page.indexOf("\n" + heading + "\n");
        assertThat(start).as(heading).isPositive();
        int end = page.indexOf("\n#", start + heading.length());
        return Pattern.compile("(?m)^\\| `(" + prefix + "[a-z0-9_]+)(?:\\{[a-z_, ]*})?` \\|").matcher(page.substring(start, end)).results()
                .map((MatchResult row) -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whatIsNotOfTheFormat_isSeen() {
        assertThatThrownBy(() -> Scrape.parse("a_total{b=\"c} 1")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertSound(Scrape.parse("# TYPE a_milliseconds gauge\na_milliseconds 1"))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertSound(Scrape.parse("# TYPE a counter\na 1"))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertSound(Scrape.parse("# TYPE a gauge\na{run=\"jira-2026-11-24-k3f9/ABC\"} 1"))).isInstanceOf(AssertionError.class);
    }

    @Test
    void readiness_showsWhoPollsEachTaskQueue(SystemUnderTest system) {
        JsonNode workers = SystemUnderTest.JSON.readTree(system.gateway("GET", "/health/ready", null).body()).path("checks").path("workers");
        assertThat(workers.path("status").asString()).as("%s", workers).isEqualTo("UP");
        assertThat(workers.path("detail").asString()).matches("\\d+ polling backfill; (\\d+ polling backfill; )?\\d+ polling backfill-jira.*");
    }

    /** The request that starts a run is named by what workers say of its failures, in whichever partition and window. */
    @Test
    void requestId_isInTheLogLinesOfWorkers(SystemUnderTest system) throws Exception {
        system.fault("{\"kind\":\"reset\",\"count\":30,\"route\":\"search/jql\"}");
        String id = system.start("{}", "X-Request-ID", "asked-by.me_1", "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        system.awaitEnd(id);

        List<String> lines = new ArrayList<>();
        for (var worker : system.parts().workers()) {
            lines.addAll(Files.readAllLines(worker.log()));
        }
        assertThat(lines).anyMatch(line -> line.matches(".* WARN +\\[asked-by\\.me_1 " + id + " [A-Z0-9]+ \\d+] FailureTranslator - .*UNAVAILABLE.*"));
    }
}
