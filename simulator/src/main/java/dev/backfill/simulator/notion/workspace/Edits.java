package dev.backfill.simulator.notion.workspace;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** What became of the content of a page since it was generated. */
public final class Edits {

    /** Appended blocks are numbered from here. */
    public static final int FIRST_APPENDED = 100_000;

    private final List<Long> appended = new ArrayList<>();
    private final BitSet removed = new BitSet();
    private Optional<String> title = Optional.empty();
    private int revision;
    private int commentsAdded;
    private int commentsRemoved;

    Edits() {}

    /** How often it was edited. */
    public int revision() {
        return revision;
    }

    /** The title that took the place of the generated one. */
    public Optional<String> title() {
        return title;
    }

    /** When blocks were appended at the end of the page, in epoch milliseconds. */
    public List<Long> appended() {
        return appended;
    }

    /** Whether a block was removed. */
    public boolean isRemoved(int part) {
        return removed.get(part);
    }

    /** How many comments were added behind the generated ones. */
    public int commentsAdded() {
        return commentsAdded;
    }

    /** How many of the oldest comments were resolved, which hides them. */
    public int commentsRemoved() {
        return commentsRemoved;
    }

    void touch() {
        revision++;
    }

    void title(String text) {
        title = Optional.of(text);
    }

    void append(long time) {
        appended.add(time);
    }

    void remove(int part) {
        removed.set(part);
    }

    void addComment() {
        commentsAdded++;
    }

    void removeComment() {
        commentsRemoved++;
    }
}
