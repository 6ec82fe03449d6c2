package dev.backfill.simulator.jira.site;

/**
 * A project.
 *
 * @param position in {@link Projects}
 * @param id numeric text
 * @param status where {@code project/search} lists it
 * @param listing its JSON object as {@code project/search} answers it, without insight
 * @param inline its JSON object as an issue's {@code project} field carries it
 */
public record Project(int position, String id, String key, String name, Status status, byte[] listing, byte[] inline) {

    /** Only live ones hold issues that can be found. */
    public enum Status { LIVE, ARCHIVED, DELETED }
}
