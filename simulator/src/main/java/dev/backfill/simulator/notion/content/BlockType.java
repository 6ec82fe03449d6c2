package dev.backfill.simulator.notion.content;

import java.util.Locale;

/** The types of blocks that are generated. */
enum BlockType {
    PARAGRAPH, HEADING_1, HEADING_2, HEADING_3, HEADING_4, TAB, BULLETED_LIST_ITEM, NUMBERED_LIST_ITEM, TO_DO, TOGGLE, CODE, QUOTE, CALLOUT,
    DIVIDER, TABLE, TABLE_ROW, COLUMN_LIST, COLUMN,
    /** The original, which others copy. */
    SYNCED_BLOCK,
    /** A copy, whose children are those of the original. */
    SYNCED_COPY,
    IMAGE, VIDEO, FILE, PDF, AUDIO, BOOKMARK, EMBED, LINK_PREVIEW, LINK_TO_PAGE, EQUATION, BREADCRUMB, TABLE_OF_CONTENTS,
    TEMPLATE, UNSUPPORTED,
    /** What was said in a meeting, with its summary and its notes in blocks that it names; called meeting notes since 2026-03-11. */
    TRANSCRIPTION,
    /** A type that no documentation knows. */
    FUTURE_BLOCK,
    /** A paragraph that holds a hundred runs of two thousand characters, as many as are allowed. */
    HUGE;

    /** Its name in JSON. */
    String text(NotionVersion version) {
        return switch (this) {
            case TRANSCRIPTION -> version.saysArchived() ? "transcription" : "meeting_notes";
            case SYNCED_COPY -> "synced_block";
            case HUGE -> "paragraph";
            default -> name().toLowerCase(Locale.ROOT);
        };
    }
}
