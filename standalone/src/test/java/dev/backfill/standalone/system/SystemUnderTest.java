package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.standalone.BackfillSystem;
import dev.backfill.standalone.SystemOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running system, as its users see it: HTTP to the gateway, SQL to the database, and the simulator's admin routes. */
public final class SystemUnderTest implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LONGEST_RUN = Duration.ofMinutes(8);
    /** Workers that live for minutes never earn back what the second compiler takes from the cores. */
    private static final Map<String, String> SHORT_LIVED = Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final BackfillSystem system;

    public SystemUnderTest(SystemOptions options) {
        Map<String, String> environment = new HashMap<>(SHORT_LIVED);
        environment.putAll(options.workerEnvironment());
        system = BackfillSystem.start(options.withWorkerEnvironment(environment));
    }

    BackfillSystem parts() {
        return system;
    }

    JdbcClient sql() {
        return JdbcClient.create(system.dataSource());
    }

    long count(String table) {
        return sql().sql("select count(*) from " + table).query(Long.class).single();
    }

    /** How many issues Jira has now; other tests may have added some, or deleted some. */
    int issues() {
        return manifest(SourcesUnderTest.JIRA).size();
    }

    /** What a source has now, one object a record. */
    List<JsonNode> manifest(SourceUnderTest source) {
        return admin(source, "GET", source.manifest(), null).body().lines().map(JSON::readTree).toList();
    }

    /** Empties what earlier tests stored, and heals the simulator. Only while no run is under way. */
    void reset() {
        SourcesUnderTest.all().forEach(source -> {
            admin(source, "DELETE", "faults", null);
            admin(source, "POST", "mutations", "{}");
        });
        List<String> tables = sql().sql("""
                        select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables
                        where table_type = 'BASE TABLE' and table_schema in (:schemas) and table_name not like '%schema_history'""")
                .param("schemas", SourcesUnderTest.all().stream().map(SourceUnderTest::id).toList())
                .query(String.class)
                .list();
        sql().sql("truncate backfill_run, watermark, source_budget, request_bucket, search.backlog, search.entry, " + String.join(", ", tables) + " cascade").update();
    }

    HttpResponse<String> gateway(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(system.gatewayUri().resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("X-Admin-Key", system.adminKey())
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<String> simulator(String method, String path, @Nullable String body) {
        HttpRequest request = HttpRequest.newBuilder(system.simulatorUri().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = send(request);
        assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isEqualTo(200);
        return answer;
    }

    /** A route of the simulator behind a source, such as {@code faults}. */
    HttpResponse<String> admin(SourceUnderTest source, String method, String path, @Nullable String body) {
        return simulator(method, "/admin/" + source.id() + "/" + path, body);
    }

    void fault(String json) {
        fault(SourcesUnderTest.JIRA, json);
    }

    void fault(SourceUnderTest source, String json) {
        admin(source, "POST", "faults", json);
    }

    long fired(String kind) {
        return fired(SourcesUnderTest.JIRA, kind);
    }

    /** How often the fault of this kind has struck so far. */
    long fired(SourceUnderTest source, String kind) {
        long fired = 0;
        for (JsonNode fault : JSON.readTree(admin(source, "GET", "faults", null).body())) {
            if (fault.path("kind").asString("").equals(kind)) {
                fired += fault.path("fired").asLong();
            }
        }
        return fired;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new Unanswered(request.uri(), failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** A process was away. Tests that kill expect it. */
    static final class Unanswered extends RuntimeException {
        Unanswered(URI uri, IOException cause) {
            super("no answer from " + uri, cause);
        }
    }

    /** Starts a backfill of everything and returns its id. */
    String start() {
        return start("{\"parallelism\":8}");
    }

    String start(String body, String... headers) {
        return start(SourcesUnderTest.JIRA, body, headers);
    }

    String start(SourceUnderTest source, String body, String... headers) {
        HttpResponse<String> answer = gateway("POST", "/api/v1/backfills/" + source.id(), body, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JSON.readTree(answer.body()).path("id").asString();
    }

    JsonNode run(String id) {
        HttpResponse<String> answer = gateway("GET", "/api/v1/backfills/" + id, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    JsonNode partitions(String id) {
        return JSON.readTree(gateway("GET", "/api/v1/backfills/" + id + "/partitions", null).body()).path("partitions");
    }

    JsonNode partition(String id, String key) {
        for (JsonNode partition : partitions(id)) {
            if (partition.path("key").asString().equals(key)) {
                return partition;
            }
        }
        throw new AssertionError("run " + id + " has no partition " + key);
    }

    /** Waits until the run has ended, whatever dies meanwhile. */
    JsonNode awaitEnd(String id) {
        await().atMost(LONGEST_RUN)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> patiently(() -> run(id).path("finishedAt").isString()));
        return run(id);
    }

    void awaitState(String id, String state) {
        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(100)).until(() -> run(id).path("state").asString().equals(state));
    }

    /** Waits until so many records are fetched in windows of records. */
    void awaitFetched(String id, long records) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> patiently(() -> fetched(id) >= records || run(id).path("finishedAt").isString()));
    }

    long fetched(String id) {
        return run(id).path("progress").path("records").path("fetched").asLong();
    }

    /** False while something is away. */
    static boolean patiently(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Unanswered | DataAccessException | AssertionError away) {
            return false;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Pulls all of Jira. */
    JsonNode backfillAll() {
        return awaitEnd(start());
    }

    void assertVerified(JsonNode run) {
        assertThat(run.path("state").asString()).as("%s", run).isEqualTo("COMPLETED");
        boolean excepted = partitions(run.path("id").asString()).valueStream()
                .anyMatch(partition -> partition.path("state").asString().equals("SKIPPED") || partition.path("withheldCount").asLong() > 0);
        assertThat(run.path("verification").path("verdict").asString()).as("%s", run).isEqualTo(excepted ? "VERIFIED_EXCEPT" : "VERIFIED");
    }

    List<String> ids(JsonNode named) {
        return named.path("ids").valueStream().map(JsonNode::asString).toList();
    }

    @Override
    public void close() {
        system.close();
    }
}
