package dev.backfill.workers.source.jira;

import dev.backfill.simulator.Simulator;
import dev.backfill.simulator.SimulatorOptions;
import dev.backfill.store.budget.RequestBudget;
import dev.backfill.store.budget.RequestQuota;
import dev.backfill.store.page.Table;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.observation.WorkersMetrics;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workers.source.http.HttpSettings;
import dev.backfill.workers.source.http.SourceHttp;
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

/** A simulated Jira. */
public final class JiraFixture extends SourceFixture {
    private static final SimulatorOptions OPTIONS = SimulatorOptions.defaults();

    public JiraFixture(int issues, int projects) {
        this(new SimulatorOptions(0, issues, OPTIONS.seed(), projects, OPTIONS.data(), OPTIONS.email(), OPTIONS.token(),
                Duration.ZERO, OPTIONS.now(), OPTIONS.zone(), false, 0));
    }

    public JiraFixture(SimulatorOptions options) {
        super(Simulator.start(options), "jira");
    }

    JiraProperties properties(boolean goodCredentials) {
        return new JiraProperties(
                URI.create(simulator() + "/jira"), OPTIONS.email(), goodCredentials ? OPTIONS.token() : "expired", 10_000);
    }

    @Override
    public Source source(HttpSettings settings, boolean goodCredentials) {
        return source(settings, goodCredentials, RequestQuota.NONE);
    }

    /** As if Jira permitted only so many requests. */
    public Source source(RequestQuota quota) {
        return source(SETTINGS, true, quota);
    }

    private Source source(HttpSettings settings, boolean goodCredentials, RequestQuota quota) {
        RequestBudget budget = new RequestBudget(TestDatabase.pool(), "jira", 10_000, quota);
        WorkersMetrics metrics = new WorkersMetrics(new SimpleMeterRegistry());
        return new JiraSource(new SourceHttp(settings, budget, Clock.systemUTC(), "jira", metrics), properties(goodCredentials));
    }

    @Override
    public DateRange range() {
        return new DateRange(
                Instant.parse("2000-01-01T00:00:00Z"), Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofDays(1)));
    }

    @Override
    public Set<String> partitionIds() {
        return Set.of("10000", "10001", "10002");
    }

    @Override
    public SourcePartition partition() {
        return new SourcePartition("10000", "CORE");
    }

    @Override
    public SourcePartition otherPartition() {
        return new SourcePartition("10001", "SPIKE");
    }

    @Override
    public int mostIdsOfAPage() {
        return JiraClient.MOST_IDS;
    }

    @Override
    public String credentialsSetting() {
        return "BACKFILL_JIRA_TOKEN";
    }

    @Override
    protected String route(Call call) {
        return switch (call) {
            case CENSUS -> "search/jql:ids";
            case FETCH -> "issue/bulkfetch";
            case PARTS -> "issue/comment";
            case ANY -> null;
        };
    }

    @Override
    public boolean documents(Documented kind) {
        return true;
    }

    @Override
    public void answer(Documented kind, @Nullable String id) {
        switch (kind) {
            case PASSED_OVER -> fault(Call.ANY, "passedOver", "ids", List.of(id));
            case CANNOT_BE_GIVEN -> {
                fault(Call.ANY, "issueErrors", "ids", List.of(id));
                send("POST", "faults", "{\"kind\":\"poisonRecord\",\"route\":\"issue\",\"ids\":[\"" + id + "\"]}");
            }
            case PART_REFUSED -> fault(Call.ANY, "partRefused", "ids", List.of(id), "status", 403);
            case NO_TOTAL -> fault(Call.ANY, "noTotal", "noLast", true);
            case TOO_MANY -> fault(Call.ANY, "tooMany", "most", 10, "status", 413);
        }
    }

    @Override
    protected String manifestOf(SourcePartition partition) {
        return "project=" + partition.key();
    }

    @Override
    public Map<Table, Set<String>> parts(JsonNode line) {
        return Map.of(
                JiraTables.COMMENT, texts(line.get("comments")),
                JiraTables.WORKLOG, texts(line.get("worklogs")),
                JiraTables.CHANGE, texts(line.get("changes")));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(element -> texts.add(element.asString()));
        return texts;
    }

    @Override
    public void edit(String id) {
        edit(id, "{}");
    }

    /** @param how such as {@code {"summary": "…", "addComment": true}} */
    public void edit(String id, String how) {
        send("POST", "issues/" + id + "/edit", how);
    }

    @Override
    public String create(SourcePartition partition) {
        return JSON.readTree(send("POST", "issues", "{\"project\":\"" + partition.key() + "\"}")).get("id").asString();
    }

    @Override
    public void delete(String id) {
        send("POST", "issues/" + id + "/delete", "{}");
    }

    @Override
    public void move(String id, SourcePartition to) {
        send("POST", "issues/" + id + "/move", "{\"project\":\"" + to.key() + "\"}");
    }

    @Override
    public void hide(SourcePartition partition) {
        send("POST", "projects/" + partition.key() + "/hide", "{}");
    }
}
