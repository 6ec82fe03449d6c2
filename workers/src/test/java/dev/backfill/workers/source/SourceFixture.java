package dev.backfill.workers.source;

import dev.backfill.simulator.SimulatorServer;
import dev.backfill.store.page.Column;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.http.HttpSettings;
import dev.backfill.workflows.failure.FailureType;
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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    protected abstract @Nullable String route(Call call);

    /** The routes of a call, if there are several: listings of changes may have one of their own. */
    protected List<String> routes(Call call) {
        String route = route(call);
        return route == null ? List.of() : List.of(route);
    }

    /**
     * Whether this can go wrong with this vendor; what depends on a fault that cannot is left out. Besides the simulator's kinds:
     * {@code tooLargeRecord}, a single record that is larger than what is read of an answer.
     */
    public boolean canHappen(Call call, String fault) {
        return true;
    }

    /** What a vendor's document permits an answer to be like, beside what goes wrong. */
    public enum Documented {
        /** A bulk answer leaves a record out without a word, though it is there by itself. */
        PASSED_OVER,
        /** A record is there, and the vendor says that it does not give it now. */
        CANNOT_BE_GIVEN,
        /** Parts of a record are refused, though the record is given. */
        PART_REFUSED,
        /** Pages state neither a total nor whether they are the last, where that is not required. */
        NO_TOTAL,
        /** More than ten of anything at once are too many. */
        TOO_MANY
    }

    /** Whether this vendor's answers may be so. */
    public boolean documents(Documented kind) {
        return false;
    }

    /**
     * Has answers be so from now on; only if {@link #documents}.
     *
     * @param id of the record that it is about; null for all
     */
    public void answer(Documented kind, @Nullable String id) {
        throw new UnsupportedOperationException(kind + " is none of this vendor's answers");
    }

    /** Whether records can go to another partition. */
    public boolean canMove() {
        return true;
    }

    /** Whether partitions are objects of the vendor that can be taken away from the account's sight; months are not. */
    public boolean canHide() {
        return true;
    }

    /** Whether enumerating the partitions takes a request; months are known without. */
    public boolean asksForPartitions() {
        return true;
    }

    /** Whether an edit makes the time of a record's last change later, so that it shows in listings of changes. */
    public boolean tellsOfChanges() {
        return true;
    }

    /** Where a record that is added now shows among the changes: anywhere, unless the vendor tells of those alone that began of late. */
    public SourcePartition partitionOfChanges() {
        return partition();
    }

    /** Whether {@link Source.CensusOrder#CREATED} is what it says. */
    public boolean sortsByCreation() {
        return true;
    }

    /** Whether a record of the partition lies in a range that is asked for. */
    public boolean liesIn(Source source, Row row, DateRange asked) {
        DateRange range = source.covered(asked);
        String column = source.rangeColumn();
        if (column == null) {
            return row.createdAt().isBefore(range.to()) && !row.updatedAt().isBefore(range.from());
        }
        Instant at = instant(row.values().get(source.recordTable().columns().stream().map(Column::name).toList().indexOf(column)));
        return at != null && at.isBefore(range.to()) && !at.isBefore(range.from());
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        return value instanceof OffsetDateTime time ? time.toInstant() : (Instant) value;
    }

    /** What a final answer to a call means; null if it is about one record alone, which is then left out or rejected. */
    public @Nullable FailureType finalFailure(Call call, int status) {
        return switch (status) {
            case 401 -> FailureType.AUTHENTICATION;
            case 403 -> FailureType.PERMISSION;
            default -> FailureType.NOT_FOUND;
        };
    }

    /** How many requests a final answer to a call may take: one more where it has to be seen whether it is about one record alone. */
    public int requestsOfFinalAnswer(Call call, int status) {
        return 1;
    }

    /** Whether a damaged record may be one that is stored without some of its parts, and rejected for these. */
    public boolean damagesParts() {
        return false;
    }

    /** More parts than this are in the partition's richest record. */
    public int manyParts() {
        return 100;
    }

    /** Fewer bytes than this are in the largest damaged record's raw content. */
    public int largestRecord() {
        return 5 * 1024 * 1024;
    }

    /** The most requests that fetching a hundred records may take, two of which the vendor stumbles over. */
    public int mostRequestsOfAHundred() {
        // Two records, seven halvings each, three tries and a look whether the vendor answers at all; and parts.
        return 150;
    }

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

    /** Only if {@link #canMove()}. */
    public abstract void move(String id, SourcePartition to);

    /** Takes the permission to see the partition away; only if {@link #canHide()}. */
    public abstract void hide(SourcePartition partition);

    /** Damages some records, such as by NUL, lone surrogates, five megabytes of text, absurd dates, absent keys, doubled members. */
    public void poison(boolean on) {
        send("POST", "poison", "{\"on\":" + on + "}");
    }

    /** Lets something go wrong from now on. */
    public void fault(Call call, String kind, Object... settings) {
        Map<String, Object> fault = new LinkedHashMap<>(Map.of("kind", kind));
        for (int index = 0; index < settings.length; index += 2) {
            fault.put((String) settings[index], settings[index + 1]);
        }
        List<String> routes = routes(call);
        if (routes.isEmpty()) {
            send("POST", "faults", JSON.writeValueAsString(fault));
        }
        for (String route : routes) {
            fault.put("route", route);
            send("POST", "faults", JSON.writeValueAsString(fault));
        }
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
