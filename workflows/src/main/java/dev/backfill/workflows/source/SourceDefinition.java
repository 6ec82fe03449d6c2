package dev.backfill.workflows.source;

/**
 * What the outside may ask of a source.
 *
 * @param id the name in routes, task queues and tables, such as {@code jira}
 * @param displayName the name that people use
 * @param startsPerHour how many backfills a client may start in an hour
 * @param defaultDays the period when none is given, in days up to today
 * @param maximumDays the longest period in days
 * @param parameters the record of the source's own parameters, with Jakarta constraints on its components; an absent one is its
 *     type's empty value
 */
public record SourceDefinition(
        String id, String displayName, int startsPerHour, int defaultDays, int maximumDays, Class<? extends Record> parameters) {}
