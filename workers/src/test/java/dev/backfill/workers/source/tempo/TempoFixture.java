package dev.backfill.workers.source.tempo;

import dev.backfill.simulator.Simulator;
import dev.backfill.simulator.SimulatorOptions;
import dev.backfill.simulator.TempoOptions;
import dev.backfill.store.budget.RequestBudget;
import dev.backfill.store.lookup.NameLookup;
import dev.backfill.store.lookup.OpenColumns;
import dev.backfill.store.page.Table;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.observation.WorkersMetrics;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workers.source.http.HttpSettings;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.source.DateRange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A simulated Tempo beside a simulated Jira. Pages are small, so that there are several. */
public final class TempoFixture extends SourceFixture {
    static final int PAGE = 100;

    private static final TempoOptions TEMPO = TempoOptions.defaults();
    private static final SimulatorOptions OPTIONS = SimulatorOptions.defaults();
    private static final YearMonth NOW = YearMonth.from(OPTIONS.now().atOffset(ZoneOffset.UTC));
    private static final int MONTHS_BACK = 61;
    private static final int MONTHS_AHEAD = 2;

    private final HttpClient client = HttpClient.newHttpClient();

    public TempoFixture(int worklogs, int issues) {
        super(Simulator.start(new SimulatorOptions(0, issues, OPTIONS.seed(), 0, OPTIONS.data(), OPTIONS.email(), OPTIONS.token(),
                Duration.ZERO, OPTIONS.now(), OPTIONS.zone(), false, 0,
                new TempoOptions(worklogs, 60, TEMPO.token(), 0, false, PAGE), OPTIONS.fireflies(), OPTIONS.notion())), "tempo");
        TestDatabase.sql().sql("truncate tempo.worklog").update();
    }

    /** With all worklogs in one month. */
    static TempoFixture ofOneMonth(int worklogs) {
        TempoFixture fixture = new TempoFixture(0, 50);
        for (int number = 0; number < worklogs; number++) {
            fixture.create(fixture.partition());
        }
        return fixture;
    }

    TempoProperties properties(boolean goodCredentials) {
        return new TempoProperties(URI.create(simulator() + "/tempo/4"), goodCredentials ? TEMPO.token() : "expired", 10_000);
    }

    @Override
    public TempoSource source(HttpSettings settings, boolean goodCredentials) {
        return source(settings, goodCredentials, null);
    }

    private TempoSource source(HttpSettings settings, boolean goodCredentials, @Nullable TempoJira jira) {
        TempoNames names = new TempoNames(new NameLookup(TestDatabase.pool()), jira, Clock.systemUTC());
        return new TempoSource(http(settings, "tempo"), properties(goodCredentials), names, new OpenColumns(TestDatabase.pool()));
    }

    /** A source that asks the simulated Jira as well. */
    TempoSource sourceWithJira(boolean goodCredentials) {
        return source(SETTINGS, true, jira(goodCredentials));
    }

    TempoJira jira(boolean goodCredentials) {
        HttpSettings settings = new HttpSettings(
                SETTINGS.connectTimeout(), SETTINGS.exchangeTimeout(), SETTINGS.mostBytes(), 0, SETTINGS.firstBackoff(), Duration.ofMillis(100));
        return new TempoJira(
                http(settings, "jira"), URI.create(simulator() + "/jira"), OPTIONS.email(), goodCredentials ? OPTIONS.token() : "expired");
    }

    private static SourceHttp http(HttpSettings settings, String source) {
        RequestBudget budget = new RequestBudget(TestDatabase.pool(), source, 10_000);
        return new SourceHttp(settings, budget, Clock.systemUTC(), source, new WorkersMetrics(new SimpleMeterRegistry()));
    }

    /** Calls one of the admin routes of the simulated Jira. */
    String jiraAdmin(String method, String route, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator() + "/admin/jira/" + route))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString()).join().body();
    }

    /** Requests that Jira got since this was last asked, by route. */
    JsonNode jiraRequests() {
        JsonNode requests = JSON.readTree(jiraAdmin("GET", "requests", ""));
        jiraAdmin("DELETE", "requests", "");
        return requests;
    }

    @Override
    public DateRange range() {
        return new DateRange(startOf(NOW.minusMonths(MONTHS_BACK)), startOf(NOW.plusMonths(MONTHS_AHEAD + 1)));
    }

    private static Instant startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    @Override
    public Set<String> partitionIds() {
        return IntStream.rangeClosed(-MONTHS_BACK, MONTHS_AHEAD)
                .mapToObj(months -> NOW.plusMonths(months).toString())
                .collect(Collectors.toSet());
    }

    static SourcePartition month(int ago) {
        String id = NOW.minusMonths(ago).toString();
        return new SourcePartition(id, id);
    }

    @Override
    public SourcePartition partition() {
        return month(20);
    }

    @Override
    public SourcePartition otherPartition() {
        return month(19);
    }

    @Override
    public int mostIdsOfAPage() {
        return PAGE;
    }

    @Override
    public String credentialsSetting() {
        return "BACKFILL_TEMPO_TOKEN";
    }

    @Override
    protected @Nullable String route(Call call) {
        return switch (call) {
            case CENSUS -> "worklogs";
            case FETCH -> "worklog";
            case PARTS, ANY -> null;
        };
    }

    /** An offset never expires, and a page without a link is the last one as far as anyone can tell. */
    @Override
    public boolean canHappen(Call call, String fault) {
        return !Set.of("expiredToken", "notLastWithoutToken", "wrongTotal").contains(fault);
    }

    /** Lists without numbers are in {@link TempoListingTest}. */
    @Override
    public boolean documents(Documented kind) {
        return kind == Documented.CANNOT_BE_GIVEN;
    }

    @Override
    public void answer(Documented kind, @Nullable String id) {
        fault(Call.FETCH, "poisonRecord", "ids", List.of(id));
    }

    @Override
    public boolean canHide() {
        return false;
    }

    @Override
    public boolean sortsByCreation() {
        return false;
    }

    /** A worklog that is not found is gone, a list that is not found may not be asked for. */
    @Override
    public @Nullable FailureType finalFailure(Call call, int status) {
        if (status == 404) {
            return call == Call.FETCH ? null : FailureType.PERMISSION;
        }
        return super.finalFailure(call, status);
    }

    @Override
    protected String manifestOf(SourcePartition partition) {
        YearMonth month = YearMonth.parse(partition.id());
        return "from=" + month.atDay(1) + "&to=" + month.atEndOfMonth();
    }

    @Override
    public Map<Table, Set<String>> parts(JsonNode line) {
        return Map.of();
    }

    @Override
    public void edit(String id) {
        edit(id, "{}");
    }

    void edit(String id, String how) {
        send("POST", "worklogs/" + id + "/edit", how);
    }

    @Override
    public String create(SourcePartition partition) {
        return create("{\"startDate\":\"" + partition.id() + "-10\"}");
    }

    String create(String worklog) {
        return JSON.readTree(send("POST", "worklogs", worklog)).get("id").asString();
    }

    @Override
    public void delete(String id) {
        send("POST", "worklogs/" + id + "/delete", "{}");
    }

    @Override
    public void move(String id, SourcePartition to) {
        LocalDate day = YearMonth.parse(to.id()).atDay(10);
        edit(id, "{\"startDate\":\"" + day + "\"}");
    }

    @Override
    public void hide(SourcePartition partition) {
        throw new UnsupportedOperationException("months cannot be hidden");
    }

    /** @param what such as {@code authors/ID/hide} */
    void admin(String what) {
        send("POST", what, "{}");
    }

    @Override
    public void close() {
        client.close();
        super.close();
    }
}
