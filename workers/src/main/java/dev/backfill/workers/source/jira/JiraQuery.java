package dev.backfill.workers.source.jira;

import dev.backfill.workers.source.Listing;
import dev.backfill.workflows.source.DateRange;
import java.time.Duration;
import java.time.Instant;

/**
 * The only place where JQL is written. Values are parsed keys and instants; instants are unquoted epoch milliseconds, which mean the
 * same in every user's time zone and across its changes. Jira compares times in whole minutes, so bounds that must not lose anything
 * are widened by a minute or more.
 */
record JiraQuery(String jql) {
    /** Covers Jira's minutes, and the seconds by which its search index may lag behind. */
    private static final Duration OVERLAP = Duration.ofMinutes(3);

    static JiraQuery census(String projectKey, Listing listing) {
        Instant since = listing.changedSince();
        String changed = since == null ? "" : " AND updated >= " + since.toEpochMilli();
        String order = switch (listing.order()) {
            case CREATED -> "created";
            case CHANGED -> "updated";
        };
        return new JiraQuery(scope(projectKey, listing.range()) + changed + " ORDER BY " + order + " DESC, id DESC");
    }

    /** Oldest first: an issue that is edited meanwhile moves ahead of the cursor, where it is met again. */
    static JiraQuery changedSince(String projectKey, DateRange range, Instant since) {
        return new JiraQuery(scope(projectKey, range) + " AND updated >= " + since.minus(OVERLAP).toEpochMilli()
                + " ORDER BY updated ASC, id ASC");
    }

    static JiraQuery project(String projectKey) {
        return new JiraQuery("project = " + quoted(projectKey));
    }

    /** Of every project, the most recently changed first: to look at, not to pull by, since it says nothing of what it leaves out. */
    static JiraQuery everything(DateRange range) {
        return new JiraQuery(period(range) + " ORDER BY updated DESC, id DESC");
    }

    /** The same set, as a count wants it. */
    static JiraQuery everythingUnsorted(DateRange range) {
        return new JiraQuery(period(range));
    }

    static JiraQuery all(String projectKey, DateRange range) {
        return new JiraQuery(scope(projectKey, range));
    }

    private static String scope(String projectKey, DateRange range) {
        return "project = " + quoted(projectKey) + " AND " + period(range);
    }

    private static String period(DateRange range) {
        return "updated >= " + range.from().toEpochMilli() + " AND created < " + range.to().toEpochMilli();
    }

    /** A string literal of JQL: backslash and quotation mark are escaped. */
    private static String quoted(String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a project key cannot contain control characters");
        }
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
