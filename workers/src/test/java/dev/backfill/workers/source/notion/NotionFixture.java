package dev.backfill.workers.source.notion;

import dev.backfill.simulator.Simulator;
import dev.backfill.simulator.SimulatorOptions;
import dev.backfill.simulator.notion.NotionOptions;
import dev.backfill.simulator.notion.workspace.NotionId;
import dev.backfill.store.budget.RequestBudget;
import dev.backfill.store.page.Table;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.observation.WorkersMetrics;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workers.source.http.HttpSettings;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.source.DateRange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A simulated Notion. */
public final class NotionFixture extends SourceFixture {
    private static final NotionOptions OPTIONS = NotionOptions.defaults();
    /** The simulator numbers comments on blocks from here. */
    private static final int FIRST_ON_BLOCKS = 1 << 12;

    /** @param pages of the workspace, of which three of five are rows */
    public NotionFixture(int pages) {
        this(OPTIONS.withPages(pages));
    }

    public NotionFixture(NotionOptions options) {
        super(Simulator.start(SimulatorOptions.defaults().withIssues(1).withNotion(options)), "notion");
    }

    /** One whose largest data source has exactly so many rows. */
    static NotionFixture withRows(int rows) {
        NotionFixture fixture = new NotionFixture(rows);
        for (int there = fixture.ids(fixture.partition()).size(); there < rows; there++) {
            fixture.create(fixture.partition());
        }
        return fixture;
    }

    @Override
    public Source source(HttpSettings settings, boolean goodCredentials) {
        return source(settings, goodCredentials, "2025-09-03");
    }

    NotionSource source(HttpSettings settings, boolean goodCredentials, String version) {
        return new NotionSource(http(settings), properties(goodCredentials, version));
    }

    NotionProperties properties(boolean goodCredentials, String version) {
        return new NotionProperties(URI.create(simulator() + "/notion"), goodCredentials ? OPTIONS.token() : "expired", version, 10_000);
    }

    static SourceHttp http(HttpSettings settings) {
        RequestBudget budget = new RequestBudget(TestDatabase.pool(), "notion", 10_000);
        return new SourceHttp(settings, budget, Clock.systemUTC(), "notion", new WorkersMetrics(new SimpleMeterRegistry()));
    }

    @Override
    public DateRange range() {
        return new DateRange(
                Instant.parse("2000-01-01T00:00:00Z"), Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofDays(1)));
    }

    @Override
    public Set<String> partitionIds() {
        Set<String> ids = new LinkedHashSet<>();
        send("GET", "manifest?object=data_source", "").lines().map(JSON::readTree).forEach(line -> ids.add(line.get("id").asString()));
        ids.add(NotionPartitions.WORKSPACE);
        return ids;
    }

    @Override
    public SourcePartition partition() {
        return dataSource(0);
    }

    @Override
    public SourcePartition otherPartition() {
        return dataSource(1);
    }

    static SourcePartition dataSource(int number) {
        String id = NotionId.of(NotionId.Kind.DATA_SOURCE, number).text();
        return new SourcePartition(id, id);
    }

    static SourcePartition workspace() {
        return new SourcePartition(NotionPartitions.WORKSPACE, NotionPartitions.WORKSPACE);
    }

    static String page(int number) {
        return NotionId.of(NotionId.Kind.PAGE, number).text();
    }

    @Override
    public int mostIdsOfAPage() {
        return NotionClient.MOST;
    }

    @Override
    public String credentialsSetting() {
        return "BACKFILL_NOTION_TOKEN";
    }

    @Override
    protected @Nullable String route(Call call) {
        return switch (call) {
            case CENSUS -> "data_sources/query";
            case FETCH -> "pages";
            case PARTS -> "blocks/children";
            case ANY -> null;
        };
    }

    /** Notion states no totals, and the object of a page is small: what is large are its blocks. */
    @Override
    public boolean canHappen(Call call, String fault) {
        return !Set.of("countLies", "wrongTotal", "tooLargeRecord").contains(fault);
    }

    @Override
    public @Nullable FailureType finalFailure(Call call, int status) {
        if (status != 404) {
            return super.finalFailure(call, status);
        }
        return call == Call.CENSUS ? FailureType.ACCESS_LOST : null;
    }

    @Override
    public int requestsOfFinalAnswer(Call call, int status) {
        return call == Call.FETCH && status == 403 ? 2 : 1;
    }

    /** Pages are fetched one by one, and each takes several requests: what the others are about is tested in {@link NotionRefusalsTest}. */
    @Override
    public boolean documents(Documented kind) {
        return kind == Documented.CANNOT_BE_GIVEN;
    }

    @Override
    public void answer(Documented kind, @Nullable String id) {
        fault(Call.FETCH, "poisonRecord", "ids", List.of(String.valueOf(id)));
    }

    @Override
    public boolean damagesParts() {
        return true;
    }

    @Override
    public int manyParts() {
        return 5;
    }

    @Override
    public int largestRecord() {
        return 2_000;
    }

    /** Each page takes its own request, and others for its blocks, its comments and its longest properties. */
    @Override
    public int mostRequestsOfAHundred() {
        return 1_000;
    }

    @Override
    protected String manifestOf(SourcePartition partition) {
        return "object=page&partition=" + partition.id();
    }

    @Override
    public Map<Table, Set<String>> parts(JsonNode line) {
        Set<String> comments = new LinkedHashSet<>();
        line.get("comments").forEach(id -> {
            if (NotionId.read(id.asString()).orElseThrow().part() < FIRST_ON_BLOCKS) {
                comments.add(id.asString());
            }
        });
        Set<String> blocks = new LinkedHashSet<>();
        line.get("blocks").forEach(id -> blocks.add(id.asString()));
        return Map.of(NotionTables.BLOCK, blocks, NotionTables.COMMENT, comments);
    }

    @Override
    public void edit(String id) {
        edit(id, "{\"title\":\"edited at " + System.nanoTime() + "\"}");
    }

    void edit(String id, String how) {
        send("POST", "objects/" + id + "/edit", how);
    }

    @Override
    public String create(SourcePartition partition) {
        return JSON.readTree(send("POST", "objects", "{\"parent\":\"" + partition.id() + "\"}")).get("id").asString();
    }

    @Override
    public void delete(String id) {
        act(id, "delete");
    }

    /** @param verb such as {@code trash} */
    void act(String id, String verb) {
        send("POST", "objects/" + id + "/" + verb, "{}");
    }

    @Override
    public void move(String id, SourcePartition to) {
        send("POST", "objects/" + id + "/move", "{\"parent\":\"" + to.id() + "\"}");
    }

    @Override
    public void hide(SourcePartition partition) {
        act(partition.id(), "unshare");
    }
}
