package dev.backfill.simulator.notion.content;

/**
 * A column of a data source.
 *
 * @param id as it is told: characters that are not safe in an address are percent-encoded already
 */
record Property(String name, String id, String type) {

    /** Whether the value is a list that may be cut, and is read page by page. */
    boolean isList() {
        return switch (type) {
            case "title", "rich_text", "relation", "people", "rollup" -> true;
            default -> false;
        };
    }
}
