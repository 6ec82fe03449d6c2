package dev.backfill.workers.source.jira;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.StoredRecord;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.Estimate;
import dev.backfill.workers.source.FoundPartition;
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
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Jira Cloud. Projects are partitions; the census is a search for ids; records are fetched by id in bulk, which any attempt can take
 * up at any place, and what was changed meanwhile by a search along {@code nextPageToken}.
 */
public class JiraSource implements Source, Queryable {
    private final SourceHttp http;
    private final JiraClient jira;
    private final JiraParts parts;
    private final JiraIssueAlone alone;
    private final JiraBulkFetch bulkFetch;
    private final JiraLocations locations;
    private final JiraListing listing;

    public JiraSource(SourceHttp http, JiraProperties properties) {
        this.http = http;
        this.jira = new JiraClient(http, properties);
        this.parts = new JiraParts(jira);
        this.alone = new JiraIssueAlone(jira);
        this.bulkFetch = new JiraBulkFetch(jira::fetchIssues);
        this.locations = new JiraLocations(jira, alone);
        this.listing = new JiraListing(jira);
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
    public IdPage census(SourcePartition project, Listing wanted, @Nullable String cursor, long fetchOrder) {
        JiraListing.Page page = listing.census(project, JiraQuery.census(project.key(), wanted), cursor);
        return new IdPage(page.ids(), page.nextCursor());
    }

    @Override
    public OptionalLong count(SourcePartition project, DateRange range) {
        try {
            return OptionalLong.of(jira.approximateCount(JiraQuery.all(project.key(), range)));
        } catch (SourceException failure) {
            if (failure.type() == FailureType.CANCELLED || failure.type() == FailureType.QUOTA_EXHAUSTED) {
                throw failure;
            }
            return OptionalLong.empty();
        }
    }

    @Override
    public List<String> cannotSee() {
        return List.of(
                "Issues that were archived one by one before the first run: Jira's search does not list them.",
                "Issues of archived projects and of projects in the trash: Jira does not search them.",
                "Issues that issue security hides from the account, and projects in which it may not browse: Jira shows no sign of them.",
                "Comments and worklogs that are visible only to a role or group that the account is not in.");
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

    @Override
    public int fetchSize() {
        return JiraClient.MOST_ISSUES;
    }

    @Override
    public RecordPage fetch(SourcePartition project, List<String> recordIds, long fetchOrder) {
        JiraIssues issues = new JiraIssues(parts, alone, project);
        bulkFetch.ask(recordIds, issues);
        return issues.page(fetchOrder, null);
    }

    @Override
    public RecordPage changes(SourcePartition project, DateRange range, Instant since, @Nullable String cursor, long fetchOrder) {
        // Ids only, then in bulk: what is fetched by id is exact where the search index lags, and a poison record can be isolated.
        JiraListing.Page page = listing.changes(project, JiraQuery.changedSince(project.key(), range, since), cursor);
        JiraIssues issues = new JiraIssues(parts, alone, project);
        bulkFetch.ask(page.ids(), issues);
        return issues.page(fetchOrder, page.nextCursor());
    }

    @Override
    public Map<String, Location> locate(List<String> recordIds) {
        return locations.locate(recordIds);
    }

    @Override
    public String nameColumn() {
        return "key";
    }

    @Override
    public Map<String, Location> resolve(List<String> idsOrKeys) {
        return locations.resolve(idsOrKeys);
    }

    @Override
    public boolean isVisible(SourcePartition project) {
        return listing.isVisible(project);
    }
}
