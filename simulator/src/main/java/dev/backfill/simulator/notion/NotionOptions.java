package dev.backfill.simulator.notion;

import java.time.Duration;

/**
 * What the simulated Notion is started with.
 *
 * @param pages how many are generated, rows of data sources among them, 0 to 5,000,000
 * @param token of the one integration
 * @param requestsPerSecond average that is enforced; 0 for none
 * @param searchLag how long a change takes to show in searches
 * @param queryLag how long a change takes to show in queries of data sources
 * @param resultLimit the most that one query or search gives over all its pages
 */
public record NotionOptions(
        int pages, String token, int requestsPerSecond, Duration searchLag, Duration queryLag, int resultLimit) {

    /** As Notion's guide "Query large data sources" states it. */
    public static final int RESULT_LIMIT = 10_000;

    private static final int MOST_PAGES = 5_000_000;

    /** Checks the bounds. */
    public NotionOptions {
        if (pages < 0 || pages > MOST_PAGES) {
            throw new IllegalArgumentException("--notion-pages must be 0 to " + MOST_PAGES);
        }
    }

    /** Three hundred pages, nothing slow, no limit. */
    public static NotionOptions defaults() {
        return new NotionOptions(300, "simulator-token", 0, Duration.ZERO, Duration.ZERO, RESULT_LIMIT);
    }

    /** The same with so many pages. */
    public NotionOptions withPages(int count) {
        return new NotionOptions(count, token, requestsPerSecond, searchLag, queryLag, resultLimit);
    }

    /** The same with slow indexes. */
    public NotionOptions withLags(Duration search, Duration query) {
        return new NotionOptions(pages, token, requestsPerSecond, search, query, resultLimit);
    }

    /** The same with so many results of a query or search. */
    public NotionOptions withResultLimit(int limit) {
        return new NotionOptions(pages, token, requestsPerSecond, searchLag, queryLag, limit);
    }
}
