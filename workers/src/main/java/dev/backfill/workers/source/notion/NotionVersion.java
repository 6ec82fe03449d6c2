package dev.backfill.workers.source.notion;

/**
 * A version of Notion's API, as the header {@code Notion-Version} names it. Since 2025-09-03 a database holds one or more data sources,
 * which have the rows; before, the database has them itself.
 */
enum NotionVersion {
    V2022_06_28("2022-06-28", "database", "databases"),
    V2025_09_03("2025-09-03", "data_source", "data_sources");

    private final String header;
    private final String container;
    private final String route;

    NotionVersion(String header, String container, String route) {
        this.header = header;
        this.container = container;
        this.route = route;
    }

    /** @throws IllegalArgumentException if this program does not speak it, naming those that it does */
    static NotionVersion of(String header) {
        for (NotionVersion version : values()) {
            if (version.header.equals(header)) {
                return version;
            }
        }
        throw new IllegalArgumentException("BACKFILL_NOTION_VERSION must be 2025-09-03 or 2022-06-28");
    }

    String header() {
        return header;
    }

    /** What holds rows, as searches filter by it. */
    String container() {
        return container;
    }

    /** The route below which these are. */
    String route() {
        return route;
    }

    boolean hasDataSources() {
        return this != V2022_06_28;
    }
}
