package dev.backfill.workers.source;

import dev.backfill.simulator.SimulatorServer;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.http.HttpSettings;
import dev.backfill.workflows.source.DateRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@link SourceContract} has to know of a vendor: its simulator, the source that talks to it, and the truth about its records. */
public abstract class SourceFixture implements AutoCloseable {
    /** The calls that faults are about. */
    public enum Call { CENSUS, FETCH, PARTS, ANY }

    /** Short enough for tests, and long enough for a busy machine. */
    public static final HttpSettings SETTINGS = new HttpSettings(
            Duration.ofSeconds(5), Duration.ofSeconds(10), 16 * 1024 * 1024, 2, Duration.ofMillis(5), Duration.ofSeconds(5));

    protected static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final SimulatorServer server;
    private final String vendor;

    /** @param vendor the simulator's name for it, as in its admin routes */
    protected SourceFixture(SimulatorServer server, String vendor) {
        this.server = server;
        this.vendor = vendor;
    }

    protected URI simulator() {
        return server.baseUri();
    }

    /** A source of its own, as another worker would have. */
    public abstract Source source(HttpSettings settings, boolean goodCredentials);

    public Source source() {
        return source(SETTINGS, true);
    }

    /** A range in which all records lie. */
    public abstract DateRange range();

    /** The ids of all partitions that the credentials see and that can be pulled. */
    public abstract Set<String> partitionIds();

    /** The partition with most records. */
    public abstract SourcePartition partition();

    /** Another one. */
    public abstract SourcePartition otherPartition();

    /** The most ids that a page of a census holds. */
    public abstract int mostIdsOfAPage();

    /** What an operator reads of when the credentials are wrong. */
    public abstract String credentialsSetting();

    /** The simulator's name for the route of a call; null for all. */
    protected abstract String route(Call call);

    /** The simulator's own list of the partition's records by id, one object each. */
    public Map<String, JsonNode> manifest(SourcePartition partition) {
        Map<String, JsonNode> lines = new LinkedHashMap<>();
        send("GET", "manifest?" + manifestOf(partition), "").lines().map(JSON::readTree).forEach(line -> lines.put(line.get("id").asString(), line));
        return lines;
    }

    protected abstract String manifestOf(SourcePartition partition);

    /** The ids of the partition's records, truly. */
    public Set<String> ids(SourcePartition partition) {
        return manifest(partition).keySet();
    }

    /** The ids of a record's parts, truly, of its line in the manifest. */
    public abstract Map<Table, Set<String>> parts(JsonNode line);

    /** Changes a record, as a person would. */
    public abstract void edit(String id);

    /** @return the id of a new record */
    public abstract String create(SourcePartition partition);

    public abstract void delete(String id);

    public abstract void move(String id, SourcePartition to);

    /** Takes the permission to see the partition away. */
    public abstract void hide(SourcePartition partition);

    /** Damages some records: NUL, lone surrogates, five megabytes of text, absurd dates, absent keys, doubled members. */
    public void poison(boolean on) {
        send("POST", "poison", "{\"on\":" + on + "}");
    }

    /** Lets something go wrong from now on. */
    public void fault(Call call, String kind, Object... settings) {
        Map<String, Object> fault = new LinkedHashMap<>(Map.of("kind", kind));
        if (route(call) != null) {
            fault.put("route", route(call));
        }
        for (int index = 0; index < settings.length; index += 2) {
            fault.put((String) settings[index], settings[index + 1]);
        }
        send("POST", "faults", JSON.writeValueAsString(fault));
    }

    /** How often faults have happened since they were last cleared. */
    public int fired() {
        int fired = 0;
        for (JsonNode fault : JSON.readTree(send("GET", "faults", ""))) {
            fired += fault.path("fired").asInt();
        }
        return fired;
    }

    public void clearFaults() {
        send("DELETE", "faults", "");
    }

    /** How many requests came in since this was last asked. */
    public long requests() {
        long total = JSON.readTree(send("GET", "requests", "")).path("total").asLong();
        send("DELETE", "requests", "");
        return total;
    }

    /** Calls one of the simulator's admin routes. */
    protected String send(String method, String route, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator() + "/admin/" + vendor + "/" + route))
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(method + " " + route + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
