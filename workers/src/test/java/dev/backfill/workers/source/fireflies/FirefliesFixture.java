package dev.backfill.workers.source.fireflies;

import dev.backfill.simulator.Simulator;
import dev.backfill.simulator.SimulatorOptions;
import dev.backfill.simulator.fireflies.FirefliesOptions;
import dev.backfill.store.budget.RequestBudget;
import dev.backfill.store.page.Table;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.observation.WorkersMetrics;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workers.source.http.HttpSettings;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.source.DateRange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A simulated Fireflies, without a quota of its own unless one is set. */
public final class FirefliesFixture extends SourceFixture {
    static final int PAGE_SIZE = 20;
    private static final Set<String> CANNOT_HAPPEN = Set.of(
            "repeatedToken", "endlessCursor", "isLastLies", "notLastWithoutToken", "expiredToken", "countLies", "wrongTotal");

    private final Instant now = Instant.now();
    private final List<String> monthsBySize;

    public FirefliesFixture(int meetings) {
        this(FirefliesOptions.defaults().withMeetings(meetings));
    }

    public FirefliesFixture(FirefliesOptions options) {
        this(SimulatorOptions.defaults().withFireflies(options), 0);
    }

    /** All of them in one month, damage of nine kinds among the first six hundred. */
    static FirefliesFixture inOneMonth(int meetings) {
        SimulatorOptions options = SimulatorOptions.defaults();
        return new FirefliesFixture(new SimulatorOptions(0, 0, 94, 1, options.data(), options.email(), options.token(), Duration.ZERO,
                options.now(), options.zone(), false, 0).withFireflies(FirefliesOptions.defaults().withMeetings(0)), meetings);
    }

    private FirefliesFixture(SimulatorOptions options, int inOneMonth) {
        super(Simulator.start(options), "fireflies");
        Instant start = YearMonth.from(now.atZone(ZoneOffset.UTC)).minusMonths(2).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        for (int meeting = 0; meeting < inOneMonth; meeting++) {
            create(start.plus(Duration.ofMinutes(45L * (meeting / 3))), 0);
        }
        monthsBySize = lines("hash=false").collect(Collectors.groupingBy(line -> line.get("month").asString(), Collectors.counting()))
                .entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Stream<JsonNode> lines(String query) {
        return send("GET", "manifest?" + query, "").lines().map(JSON::readTree);
    }

    /** Everything, newest first, without hashes. */
    List<JsonNode> meetings() {
        return lines("hash=false").toList();
    }

    @Override
    public FirefliesSource source(HttpSettings settings, boolean goodCredentials) {
        return source(settings, goodCredentials, PAGE_SIZE);
    }

    FirefliesSource source(HttpSettings settings, boolean goodCredentials, int pageSize) {
        FirefliesProperties properties = new FirefliesProperties(URI.create(simulator() + "/fireflies/graphql"),
                goodCredentials ? FirefliesOptions.defaults().token() : "revoked", 0, 0, pageSize);
        RequestBudget budget = new RequestBudget(TestDatabase.pool(), "fireflies", 10_000);
        WorkersMetrics metrics = new WorkersMetrics(new SimpleMeterRegistry());
        Clock clock = Clock.systemUTC();
        return new FirefliesSource(new SourceHttp(settings, budget, clock, "fireflies", metrics), properties, clock);
    }

    @Override
    public DateRange range() {
        Instant from = YearMonth.from(now.atZone(ZoneOffset.UTC)).minusMonths(37).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new DateRange(from, now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofDays(1)));
    }

    @Override
    public Set<String> partitionIds() {
        YearMonth last = YearMonth.from(range().to().minusMillis(1).atZone(ZoneOffset.UTC));
        YearMonth first = YearMonth.from(range().from().atZone(ZoneOffset.UTC));
        return IntStream.rangeClosed(0, (int) first.until(last, ChronoUnit.MONTHS))
                .mapToObj(months -> first.plusMonths(months).toString())
                .collect(Collectors.toSet());
    }

    static SourcePartition month(String id) {
        return new SourcePartition(id, id);
    }

    @Override
    public SourcePartition partition() {
        return month(monthsBySize.getFirst());
    }

    @Override
    public SourcePartition otherPartition() {
        return month(monthsBySize.get(1));
    }

    @Override
    public SourcePartition partitionOfChanges() {
        return month(YearMonth.from(now.atZone(ZoneOffset.UTC)).toString());
    }

    @Override
    public int mostIdsOfAPage() {
        return 2 * FirefliesClient.MOST_LISTED - FirefliesClient.OVERLAP;
    }

    @Override
    public String credentialsSetting() {
        return "BACKFILL_FIREFLIES_TOKEN";
    }

    @Override
    protected String route(Call call) {
        return null;
    }

    @Override
    protected List<String> routes(Call call) {
        return switch (call) {
            case CENSUS -> List.of("transcripts:full", "transcripts:ids");
            case FETCH, PARTS -> List.of("transcript");
            case ANY -> List.of();
        };
    }

    @Override
    public boolean canHappen(Call call, String fault) {
        return !CANNOT_HAPPEN.contains(fault);
    }

    /** What has no total, and how much is too much, is Fireflies' own ({@link FirefliesStandInTest}). */
    @Override
    public boolean documents(Documented kind) {
        return Set.of(Documented.CANNOT_BE_GIVEN, Documented.PART_REFUSED).contains(kind);
    }

    @Override
    public void answer(Documented kind, @Nullable String id) {
        switch (kind) {
            case CANNOT_BE_GIVEN -> fault(Call.FETCH, "poisonRecord", "ids", List.of(id));
            case PART_REFUSED -> fault(Call.ANY, "partialData", "field", "sentences", "code", "require_elevated_privilege", "ids", List.of(id));
            default -> super.answer(kind, id);
        }
    }

    @Override
    public boolean canMove() {
        return false;
    }

    @Override
    public boolean canHide() {
        return false;
    }

    @Override
    public boolean asksForPartitions() {
        return false;
    }

    @Override
    public boolean tellsOfChanges() {
        return false;
    }

    @Override
    public Map<String, JsonNode> manifest(SourcePartition partition) {
        String fields = URLEncoder.encode(FirefliesFields.WHOLE.replaceAll("\\s+", " "), StandardCharsets.UTF_8);
        return lines("fields=" + fields)
                .filter(line -> line.get("month").asString().equals(partition.id()))
                .collect(Collectors.toMap(line -> line.get("id").asString(), line -> line, (one, other) -> one, LinkedHashMap::new));
    }

    @Override
    protected String manifestOf(SourcePartition partition) {
        throw new UnsupportedOperationException("the manifest has no months");
    }

    @Override
    public Set<String> ids(SourcePartition partition) {
        return meetings().stream().filter(line -> line.get("month").asString().equals(partition.id()))
                .map(line -> line.get("id").asString())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public Map<Table, Set<String>> parts(JsonNode line) {
        return Map.of(FirefliesSentenceTable.TABLE, IntStream.range(0, line.get("sentences").asInt())
                .mapToObj(position -> line.get("id").asString() + "-" + position)
                .collect(Collectors.toSet()));
    }

    @Override
    public void edit(String id) {
        edit(id, "{\"title\":\"Edited at " + System.nanoTime() + "\"}");
    }

    void edit(String id, String how) {
        send("POST", "meetings/" + id + "/edit", how);
    }

    @Override
    public String create(SourcePartition partition) {
        Instant start = YearMonth.parse(partition.id()).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant wanted = partition.equals(partitionOfChanges())
                ? Stream.of(start, now.minus(Duration.ofHours(1))).max(Comparator.naturalOrder()).orElseThrow()
                : start.plus(Duration.ofDays(14));
        return create(wanted, 0);
    }

    /** @param processingSeconds negative: until it is told to finish */
    String create(Instant start, double processingSeconds) {
        return JSON.readTree(send("POST", "meetings",
                "{\"date\":\"" + start + "\",\"processingSeconds\":" + processingSeconds + "}")).get("id").asString();
    }

    void finish(String id) {
        send("POST", "meetings/" + id + "/finish", "{}");
    }

    /** A fault of one of the simulator's routes. */
    void faultOn(String route, String kind, String setting, Object value) {
        send("POST", "faults", JSON.writeValueAsString(Map.of("kind", kind, "route", route, setting, value)));
    }

    void limit(String json) {
        send("POST", "limit", json);
    }

    @Override
    public void delete(String id) {
        send("POST", "meetings/" + id + "/delete", "{}");
    }

    @Override
    public void move(String id, SourcePartition to) {
        throw new UnsupportedOperationException("a meeting stays in its month");
    }

    @Override
    public void hide(SourcePartition partition) {
        throw new UnsupportedOperationException("a month cannot be hidden");
    }
}
