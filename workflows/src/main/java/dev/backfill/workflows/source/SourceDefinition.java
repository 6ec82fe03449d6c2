package dev.backfill.workflows.source;

import java.util.List;

/**
 * What the outside may ask of a source.
 *
 * @param id the name in routes, task queues, schemas and tables, such as {@code jira}
 * @param displayName the name that people use
 * @param startsPerHour how many backfills a client may start in an hour
 * @param defaultDays the period when none is given, in days up to today
 * @param maximumDays the longest period in days
 * @param parameters the record of the source's own parameters, with Jakarta constraints on its components; an absent one is its
 *     type's empty value, and null for a component that is no primitive
 * @param partitionsAtOnce the most partitions that are pulled side by side; 1 where the newest records over all partitions are counted
 * @param daysAhead how many days after today its records may lie: a period up to today takes them in
 * @param settings the environment variables without which no worker can serve it, where to ask first, then who asks
 */
public record SourceDefinition(
        String id,
        String displayName,
        int startsPerHour,
        int defaultDays,
        int maximumDays,
        Class<? extends Record> parameters,
        int partitionsAtOnce,
        int daysAhead,
        List<String> settings) {
    /** Of a source that sets no bound of its own. */
    public static final int MOST_PARTITIONS_AT_ONCE = 64;

    /** A source whose records lie in the past. */
    public SourceDefinition(
            String id,
            String displayName,
            int startsPerHour,
            int defaultDays,
            int maximumDays,
            Class<? extends Record> parameters,
            int partitionsAtOnce,
            List<String> settings) {
        this(id, displayName, startsPerHour, defaultDays, maximumDays, parameters, partitionsAtOnce, 0, settings);
    }

    public SourceDefinition {
        settings = List.copyOf(settings);
    }

    /** The most partitions of this source that are pulled side by side. */
    public static int partitionsAtOnce(String source) {
        return Sources.find(source).map(SourceDefinition::partitionsAtOnce).orElse(MOST_PARTITIONS_AT_ONCE);
    }
}
