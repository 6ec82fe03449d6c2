package dev.backfill.simulator.tempo.worklog;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * One entry of time spent.
 *
 * @param issue id, which Jira need not have
 * @param author account id, which Jira need not have
 * @param zone of the author
 * @param start in the author's zone; it may lie in a gap of the clock
 * @param seconds 0 and more
 * @param billable seconds, which may be more than those spent
 * @param attributes values by key
 * @param dated whether the start is told in UTC as well, which older entries do not do
 */
public record Worklog(long id, long issue, String author, ZoneId zone, LocalDateTime start, long seconds, long billable,
        String description, Instant created, Instant updated, Map<String, String> attributes, boolean dated) {

    /** What lists are cut and sorted by. */
    Row row() {
        return new Row(start.toEpochSecond(ZoneOffset.UTC), id, updated.getEpochSecond());
    }
}
