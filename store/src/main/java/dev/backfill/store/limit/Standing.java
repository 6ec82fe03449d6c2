package dev.backfill.store.limit;

import java.time.Duration;
import java.util.List;

/**
 * What is left after a request was counted, or refused and not counted.
 *
 * @param permitted whether the request is within all quotas
 * @param retryAfter until the next request is permitted; zero if this one was
 * @param quotas what is left of each, in the order of the bucket's quotas; if it was refused, nothing of at least one
 */
public record Standing(boolean permitted, Duration retryAfter, List<Left> quotas) {
    /**
     * @param requests how many are left, 0 or more
     * @param untilReset until there are all of them again; more than zero
     */
    public record Left(Quota quota, long requests, Duration untilReset) {}
}
