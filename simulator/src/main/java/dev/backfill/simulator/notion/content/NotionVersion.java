package dev.backfill.simulator.notion.content;

import java.util.Arrays;
import java.util.Optional;

/** The versions of the API, as the header {@code Notion-Version} names them. */
public enum NotionVersion {
    /** Databases have rows. */
    OF_2022("2022-06-28"),
    /** Databases have data sources, which have rows. */
    OF_2025("2025-09-03"),
    /** No {@code archived}; a transcription is called meeting notes. */
    OF_MARCH_2026("2026-03-11"),
    /** Lists give the title of a page alone; a person may have no name. */
    OF_DECEMBER_2026("2026-12-01");

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
        return this != OF_2022;
    }

    /** Whether what lies in the trash is called archived as well. */
    boolean saysArchived() {
        return this == OF_2022 || this == OF_2025;
    }

    /** Whether lists have no columns but the title, unless they are asked for. */
    public boolean listsTitlesAlone() {
        return this == OF_DECEMBER_2026;
    }

    boolean mayLackNames() {
        return this == OF_DECEMBER_2026;
    }

    /** What lists of found things are called. */
    public String listType() {
        return hasDataSources() ? "page_or_data_source" : "page_or_database";
    }
}
