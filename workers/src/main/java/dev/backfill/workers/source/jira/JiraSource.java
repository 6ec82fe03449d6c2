package dev.backfill.workers.source.jira;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.StoredRecord;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.Estimate;
import dev.backfill.workers.source.FoundPartition;
import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.Listing;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.Queryable;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.source.Sources;
import dev.backfill.workflows.testquery.FoundRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Jira Cloud. Projects are partitions; the census is a search for ids; records are fetched by id in bulk, which any attempt can take
 * up at any place, and what was changed meanwhile by a search along {@code nextPageToken}.
 */
public class JiraSource implements Source, Queryable {
    private final SourceHttp http;
    private final JiraClient jira;
    private final JiraParts parts;
    private final JiraBulkFetch bulkFetch;

    public JiraSource(SourceHttp http, JiraProperties properties) {
        this.http = http;
        this.jira = new JiraClient(http, properties);
        this.parts = new JiraParts(jira);
        this.bulkFetch = new JiraBulkFetch(jira);
    }

    @Override
    public String id() {
        return Sources.JIRA.id();
    }

    @Override
    public Table recordTable() {
        return JiraIssueTable.TABLE;
    }

    @Override
    public List<Table> partTables() {
        return JiraParts.KINDS.stream().map(JiraParts.Kind::table).toList();
    }

    @Override
    public Table partitionTable() {
        return JiraTables.PROJECT;
    }

    @Override
    public List<FoundPartition> partitions(String parameters, DateRange range) {
        // With wrong credentials the list of projects would be empty, not an error.
        jira.myself();
        return new JiraProjects(jira).find(JiraProjects.parameters(parameters));
    }

    @Override
    public Estimate estimate(List<FoundPartition> projects, DateRange range) {
        return new Estimate(new JiraProjects(jira).records(projects, range), JiraClient.MOST_IDS, 1, http.requestsPerSecond(), http.quota());
    }

    @Override
    public FoundRecords find(DateRange range, int limit) {
        // With wrong credentials nothing would be found, and that would not be an error.
        jira.myself();
        return new JiraTestQuery(jira).find(range, limit);
    }

    @Override
    public List<FoundPartition> find(Set<String> projectIds) {
        jira.myself();
        return new JiraProjects(jira).find(projectIds);
    }

    @Override
    public IdPage census(SourcePartition project, Listing listing, @Nullable String cursor, long fetchOrder) {
        JsonNode page = jira.searchIds(JiraQuery.census(project.key(), listing), JiraClient.MOST_IDS, cursor);
        return new IdPage(idsOf(page), nextToken(page));
    }

    /** The index lags by seconds, and JQL knows whole minutes. */
    @Override
    public Duration overlap() {
        return Duration.ofMinutes(5);
    }

    @Override
    public PageRecord derive(StoredRecord stored) {
        return JiraIssues.derive(stored);
    }

    private static List<String> idsOf(JsonNode page) {
        JsonNode issues = page.path("issues");
        if (!issues.isArray()) {
            throw SourceException.of(FailureType.MALFORMED_ANSWER, "Jira's page has no issues member");
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode issue : issues) {
            String id = JsonMembers.text(issue, "id");
            if (id == null) {
                throw SourceException.of(FailureType.MALFORMED_ANSWER, "Jira lists an issue without an id");
            }
            ids.add(id);
        }
        return ids;
    }

    @Override
    public int fetchSize() {
        return JiraClient.MOST_ISSUES;
    }

    @Override
    public RecordPage fetch(SourcePartition project, List<String> recordIds, long fetchOrder) {
        JiraIssues issues = new JiraIssues(parts, project);
        bulkFetch.fetch(recordIds, issues);
        return issues.page(fetchOrder, null);
    }

    @Override
    public RecordPage changes(SourcePartition project, DateRange range, Instant since, @Nullable String cursor, long fetchOrder) {
        // Ids only, then in bulk: what is fetched by id is exact where the search index lags, and a poison record can be isolated.
        JsonNode page = jira.searchIds(JiraQuery.changedSince(project.key(), range, since), fetchSize(), cursor);
        JiraIssues issues = new JiraIssues(parts, project);
        List<String> ids = idsOf(page);
        if (!ids.isEmpty()) {
            bulkFetch.fetch(ids, issues);
        }
        return issues.page(fetchOrder, nextToken(page));
    }

    /** The token alone decides; {@code isLast} is known to be wrong in places, and only ever used to find a page that contradicts itself. */
    private static @Nullable String nextToken(JsonNode page) {
        String token = JsonMembers.text(page, "nextPageToken");
        if (token != null && !token.isEmpty()) {
            return token;
        }
        if (page.path("isLast").isBoolean() && !page.path("isLast").booleanValue()) {
            throw SourceException.of(FailureType.MALFORMED_ANSWER, "Jira says that a page is not the last, but gives no token for the next");
        }
        return null;
    }

    @Override
    public Map<String, Location> locate(List<String> recordIds) {
        return bulkFetch.locate(recordIds);
    }

    @Override
    public String nameColumn() {
        return "key";
    }

    @Override
    public Map<String, Location> resolve(List<String> idsOrKeys) {
        return bulkFetch.resolve(idsOrKeys);
    }

    @Override
    public boolean isVisible(SourcePartition project) {
        try {
            return JsonMembers.text(jira.project(project.id()), "id") != null;
        } catch (SourceException failure) {
            if (failure.type() == FailureType.NOT_FOUND || failure.type() == FailureType.PERMISSION) {
                return false;
            }
            throw failure;
        }
    }
}
