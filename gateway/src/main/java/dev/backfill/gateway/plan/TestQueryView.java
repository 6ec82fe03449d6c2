package dev.backfill.gateway.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.backfill.workflows.testquery.FoundRecords;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Jira's query finds.
 *
 * @param approximateTotal what Jira says there is in all; a hint
 * @param found how many are listed
 * @param issues the most recently changed first
 * @param tookMillis from the first request to Jira to its last answer
 */
record TestQueryView(String jql, long days, int limit, long approximateTotal, int found, List<Issue> issues, long tookMillis) {
    record Issue(String id, @Nullable String key, @Nullable Instant updated) {}

    /** The same under the names of the old route. */
    record Old(
            boolean success,
            String jql,
            long days,
            int limit,
            @JsonProperty("approximate_total") long approximateTotal,
            int found,
            List<Issue> issues,
            @JsonProperty("took_ms") long tookMillis) {}

    static TestQueryView of(TestQueries.Asked asked, FoundRecords found) {
        List<Issue> issues = found.records().stream()
                .map(record -> new Issue(record.id(), record.key(), record.updatedAt()))
                .toList();
        return new TestQueryView(
                found.query(), asked.days(), asked.limit(), found.approximateTotal(), issues.size(), issues, found.tookMillis());
    }

    Old old() {
        return new Old(true, jql, days, limit, approximateTotal, found, issues, tookMillis);
    }
}
