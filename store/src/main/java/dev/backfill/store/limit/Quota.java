package dev.backfill.store.limit;

import java.time.Duration;

/**
 * A limit: so many requests in each window. Windows follow on each other from the first request on, and each begins with all of them.
 *
 * @param name what callers see, such as {@code hour}
 * @param requests at least 1
 * @param window whole seconds
 */
public record Quota(String name, long requests, Duration window) {}
