package dev.backfill.simulator.notion.workspace;

/** What a random number is for; each below 64 and its own, so that no two depend on each other. */
public final class Purpose {

    public static final int KIND = 0;
    public static final int CREATED = 1;
    public static final int EDITED_KIND = 2;
    public static final int EDITED = 3;
    public static final int DATA_SOURCE = 4;
    public static final int PARENT = 5;
    public static final int UNSHARED = 6;
    public static final int TRASHED = 7;
    public static final int UNLISTED = 8;
    public static final int AUTHOR = 9;
    public static final int TITLE = 10;
    public static final int BLOCKS = 11;
    public static final int BLOCK_TYPE = 12;
    public static final int COMMENTS = 13;
    public static final int BLOCK_COMMENTS = 14;
    public static final int RELATION = 15;
    public static final int RELATION_BASE = 16;
    public static final int PROPERTY = 17;
    public static final int POISON = 18;
    public static final int POISON_KIND = 19;
    public static final int IN_BLOCK = 20;
    public static final int ARCHIVED = 21;

    private Purpose() {}
}
