package dev.backfill.simulator.vendor;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many requests came in, by route. */
public final class RequestCounts {

    private final Map<String, LongAdder> byRoute = new ConcurrentHashMap<>();

    /** Counts a request. */
    public void add(String route) {
        byRoute.computeIfAbsent(route, _ -> new LongAdder()).increment();
    }

    /** Starts from zero. */
    public void reset() {
        byRoute.clear();
    }

    /** What came in since the last reset. */
    public Snapshot snapshot() {
        Map<String, Long> counts = new TreeMap<>();
        byRoute.forEach((route, count) -> counts.put(route, count.sum()));
        return new Snapshot(counts.values().stream().mapToLong(Long::longValue).sum(), counts);
    }

    /** Counts at one moment. */
    public record Snapshot(long total, Map<String, Long> byRoute) {}
}
