package dev.backfill.workers.source.http;

import java.time.Duration;

/**
 * The bounds of one exchange.
 *
 * @param connectTimeout how long a connection may take
 * @param exchangeTimeout how long a whole answer may take
 * @param mostBytes the largest answer that is read, after decompression
 * @param quickRetries how often a failed exchange is repeated before the window is given back
 * @param firstBackoff the wait before the first of these, doubled each time, with jitter
 * @param longestWait the longest wait that is spent holding the window; for a longer one it is given back
 */
public record HttpSettings(
        Duration connectTimeout,
        Duration exchangeTimeout,
        int mostBytes,
        int quickRetries,
        Duration firstBackoff,
        Duration longestWait) {
    public static final HttpSettings DEFAULT = new HttpSettings(
            Duration.ofSeconds(10), Duration.ofSeconds(90), 16 * 1024 * 1024, 3, Duration.ofMillis(250), Duration.ofSeconds(60));
}
