package dev.backfill.workers.source.jira;

import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.testquery.FoundRecords;
import dev.backfill.workflows.testquery.FoundRecords.FoundRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tries the query over all projects: one count, and as many pages as the limit takes. */
final class JiraTestQuery {
    private final JiraClient jira;

    JiraTestQuery(JiraClient jira) {
        this.jira = jira;
    }

    FoundRecords find(DateRange range, int limit) {
        long start = System.nanoTime();
        long total = jira.approximateCount(JiraQuery.everythingUnsorted(range));
        JiraQuery query = JiraQuery.everything(range);
        List<FoundRecord> found = new ArrayList<>();
        String token = null;
        do {
            // Tokens belong to a page size, so that every page asks for the same.
            JsonNode page = jira.searchTimes(query, Math.min(limit, JiraClient.MOST_ISSUES), token);
            page.path("issues").forEach(issue -> found.add(record(issue)));
            token = next(page, token);
        } while (token != null && found.size() < limit);
        long tookMillis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        return new FoundRecords(query.jql(), total, found.stream().limit(limit).toList(), tookMillis);
    }

    private static FoundRecord record(JsonNode issue) {
        String id = JsonMembers.text(issue, "id");
        if (id == null) {
            throw SourceException.of(FailureType.MALFORMED_ANSWER, "Jira lists an issue without an id");
        }
        return new FoundRecord(id, JsonMembers.text(issue, "key"), JiraValues.time(issue, "fields", "updated"));
    }

    private static @Nullable String next(JsonNode page, @Nullable String before) {
        String token = JsonMembers.text(page, "nextPageToken");
        if (token == null || token.isEmpty()) {
            return null;
        }
        if (token.equals(before)) {
            throw SourceException.of(FailureType.MALFORMED_ANSWER, "Jira gave a page token that it had given before");
        }
        return token;
    }
}
