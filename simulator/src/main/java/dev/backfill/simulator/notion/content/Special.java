package dev.backfill.simulator.notion.content;

/** Pages that are there in every workspace that is large enough, by their numbers. */
public final class Special {

    /** Where most others lie. */
    public static final int HOME = 0;
    /** Holds every type of block. */
    public static final int EVERY_BLOCK = 1;
    /** The number of its toggle, which pages lie in. */
    public static final int TOGGLE = 11;
    /** Blocks nested twenty levels deep. */
    public static final int DEEP = 2;
    /** Its synced block holds a copy of the one of {@link #OTHER_CYCLE}, which holds a copy of this one's. */
    public static final int CYCLE = 3;
    public static final int OTHER_CYCLE = 4;
    /** Ten thousand blocks, while poison is on. */
    public static final int MANY_BLOCKS = 5;
    /** Ten megabytes of text, while poison is on. */
    public static final int HUGE = 6;
    /** Holds the original of the synced block that many pages copy. */
    public static final int SYNCED = 7;
    /** Has hundreds of comments. */
    public static final int MANY_COMMENTS = 8;
    /** The first of a chain of pages, each in the one before, up to {@link #CHAIN_END}. */
    public static final int CHAIN = 9;
    public static final int CHAIN_END = 28;

    private Special() {}
}
