package dev.backfill.simulator.jira;

import dev.backfill.simulator.jira.search.SearchToken;
import java.util.List;
import java.util.Optional;

/**
 * Where a page of {@code /changelog/bulkfetch} begins.
 *
 * @param change place among the changes of all issues, oldest first
 */
record BulkPosition(int change) {

    /** Reads a token, which belongs to the list of issues it was made for; an empty one is the beginning. */
    static Optional<BulkPosition> read(String token, List<String> wanted) {
        if (token.isEmpty()) {
            return Optional.of(new BulkPosition(0));
        }
        return SearchToken.decode(token)
                .filter(known -> known.fingerprint() == wanted.hashCode() && known.after().length == 1)
                .map(known -> new BulkPosition((int) known.after()[0]));
    }

    String encode(List<String> wanted) {
        return new SearchToken(wanted.hashCode(), 0, new long[] {change}).encode();
    }
}
