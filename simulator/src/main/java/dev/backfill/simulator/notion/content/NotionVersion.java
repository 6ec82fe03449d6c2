package dev.backfill.simulator.notion.content;

import java.util.Arrays;
import java.util.Optional;

/** The versions of the API, as the header {@code Notion-Version} names them. */
public enum NotionVersion {
    /** Databases have rows. */
    OF_2022("2022-06-28"),
    /** Databases have data sources, which have rows. */
    OF_2025("2025-09-03");

    private final String text;

    NotionVersion(String text) {
        this.text = text;
    }

    /** Reads a header. */
    public static Optional<NotionVersion> read(String header) {
        return Arrays.stream(values()).filter(version -> version.text.equals(header)).findFirst();
    }

    /** Whether data sources are things of their own. */
    public boolean hasDataSources() {
        return this == OF_2025;
    }

    /** What lists of found things are called. */
    public String listType() {
        return hasDataSources() ? "page_or_data_source" : "page_or_database";
    }
}
