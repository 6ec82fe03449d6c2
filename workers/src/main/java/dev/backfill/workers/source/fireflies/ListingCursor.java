package dev.backfill.workers.source.fireflies;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a listing goes on: after so many transcripts, the last of which were these. The number alone would pass over one whenever an
 * earlier one is deleted; the date alone cannot tell sixty meetings of one instant apart.
 *
 * @param seen ids of the last that were listed, in their order; none at the beginning
 */
record ListingCursor(int skip, List<String> seen) {
    static final ListingCursor BEGIN = new ListingCursor(0, List.of());

    /** If the last is deleted, the one before it still shows the place. */
    private static final int MOST_SEEN = 3;
    private static final String FORM = "\\d{1,9}(:[^:\\s]{1,200}){1," + MOST_SEEN + "}";

    /** @throws SourceException {@code CURSOR_EXPIRED} if it is none of ours */
    static ListingCursor parse(@Nullable String cursor) {
        if (cursor == null) {
            return BEGIN;
        }
        if (!cursor.matches(FORM)) {
            throw SourceException.of(FailureType.CURSOR_EXPIRED, "this is not a cursor of a listing of Fireflies");
        }
        List<String> parts = List.of(cursor.split(":"));
        return new ListingCursor(Integer.parseInt(parts.getFirst()), parts.subList(1, parts.size()));
    }

    /** After a page, at its place in the listing that the page was taken from. */
    ListingCursor after(int position, List<String> listed) {
        List<String> all = Stream.concat(seen.stream(), listed.stream()).toList();
        return new ListingCursor(position, all.subList(Math.max(0, all.size() - MOST_SEEN), all.size()));
    }

    /** So many earlier: what was listed last is no longer where it was. */
    ListingCursor back(int by) {
        return new ListingCursor(Math.max(0, skip - by), seen);
    }

    /** Where a list of ids goes on from what was seen; empty if it shows nothing of that. */
    OptionalInt joins(List<String> ids) {
        return seen.stream().mapToInt(ids::lastIndexOf).filter(index -> index >= 0).map(index -> index + 1).max();
    }

    @Override
    public String toString() {
        return skip + ":" + String.join(":", seen);
    }
}
