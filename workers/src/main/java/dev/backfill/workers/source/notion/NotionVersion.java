package dev.backfill.workers.source.notion;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A version of Notion's API, as the header {@code Notion-Version} names it. Since 2025-09-03 a database holds one or more data sources,
 * which have the rows; before, the database has them itself. Since 2026-03-11 the trash is called {@code in_trash} alone, and meetings
 * {@code meeting_notes}; since 2026-12-01 lists give only the title of a page, and a person may have no name. Whatever is read here is
 * read in the words of all of them.
 */
enum NotionVersion {
    V2022_06_28("2022-06-28", "database", "databases"),
    V2025_09_03("2025-09-03", "data_source", "data_sources"),
    V2026_03_11("2026-03-11", "data_source", "data_sources"),
    V2026_12_01("2026-12-01", "data_source", "data_sources");

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
        throw new IllegalArgumentException("BACKFILL_NOTION_VERSION must be one of "
                + Arrays.stream(values()).map(NotionVersion::header).collect(Collectors.joining(", ")));
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
