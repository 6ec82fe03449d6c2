package dev.backfill.simulator.fireflies.meeting;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Merges the meetings from the start with the added ones. */
final class NewestFirst implements Iterator<Meeting> {

    private final BaseMeetings base;
    private final Iterator<Meeting> added;
    private int position;
    private @Nullable Meeting nextAdded;

    /** @param position the newest of the first ones that may be of interest */
    NewestFirst(BaseMeetings base, Iterator<Meeting> added, int position) {
        this.base = base;
        this.added = added;
        this.position = position;
        this.nextAdded = added.hasNext() ? added.next() : null;
    }

    @Override
    public boolean hasNext() {
        return position >= 0 || nextAdded != null;
    }

    @Override
    public Meeting next() {
        Meeting candidate = nextAdded;
        // Added ones have higher numbers, so they come first among those of one instant.
        if (candidate != null && (position < 0 || candidate.date() >= base.date(position))) {
            nextAdded = added.hasNext() ? added.next() : null;
            return candidate;
        }
        if (position < 0) {
            throw new NoSuchElementException();
        }
        return base.at(position--);
    }
}
