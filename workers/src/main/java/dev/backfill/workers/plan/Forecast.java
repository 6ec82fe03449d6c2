package dev.backfill.workers.plan;

import dev.backfill.store.budget.QuotaStanding;
import dev.backfill.store.partition.PlannedPartition;
import dev.backfill.store.plan.History;
import dev.backfill.store.plan.History.Quantiles;
import dev.backfill.store.plan.PlanPartition;
import dev.backfill.store.plan.PlanTotals;
import dev.backfill.store.plan.Seconds;
import dev.backfill.store.watermark.Basis;
import dev.backfill.workers.source.Estimate;
import dev.backfill.workers.source.FoundPartition;
import dev.backfill.workflows.backfill.BackfillRequest;
import dev.backfill.workflows.source.SourceDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What a backfill would take: pure arithmetic over what the source says, how it is pulled, and what earlier runs took. */
final class Forecast {
    /** Of one request, storing what it brought included, until earlier runs of the source tell. */
    static final Quantiles DEFAULT_SECONDS_PER_REQUEST = new Quantiles(0.1, 0.25, 1);
    /** Of a partition outside of its windows, until earlier runs of the source tell. */
    static final Quantiles DEFAULT_SECONDS_BETWEEN = new Quantiles(0.5, 1.5, 5);
    /** By how much the number of requests may be off: counts are approximate, and weather has requests repeated. */
    static final Quantiles REQUEST_SHARES = new Quantiles(0.95, 1, 1.15);
    /** Fewer windows say nothing. */
    static final int FEWEST_WINDOWS = 5;

    /**
     * How it is pulled.
     *
     * @param rate requests per second, more than 0
     * @param parallelism partitions side by side
     * @param windowsAtOnce windows of a partition side by side
     * @param windowRecords the most records of a window
     * @param fetchSize records of a fetch
     */
    record Terms(double rate, int parallelism, int windowsAtOnce, int windowRecords, int fetchSize) {
        /**
         * How a run of a source is pulled.
         *
         * @param parallelism what was asked for; some sources take fewer at once
         */
        static Terms of(String source, double rate, int parallelism, int windowRecords, int fetchSize) {
            return new Terms(
                    rate,
                    Math.min(parallelism, SourceDefinition.partitionsAtOnce(source)),
                    BackfillRequest.WINDOWS_AT_ONCE,
                    windowRecords,
                    fetchSize);
        }
    }

    /** @param inSequence requests of which each waits for the one before it */
    private record Share(PlanPartition partition, double inSequence) {}

    private final Terms terms;
    private final History history;
    private final @Nullable QuotaStanding quota;
    private final List<Share> shares = new ArrayList<>();

    Forecast(Terms terms, History history, List<FoundPartition> partitions, Estimate estimate, Map<String, Basis> bases) {
        this.terms = terms;
        this.history = history;
        this.quota = estimate.quota();
        for (int index = 0; index < partitions.size(); index++) {
            PlannedPartition planned = partitions.get(index).planned();
            Basis basis = bases.get(planned.partitionId());
            Long records = estimate.records().get(index);
            shares.add(
                    basis == null || basis.changedSince() == null || planned.leftOutBecause() != null
                            ? share(planned, records, estimate)
                            : changes(planned, records, estimate, basis.changedSince()));
        }
    }

    List<PlanPartition> partitions() {
        return shares.stream().map(Share::partition).toList();
    }

    /** What was changed nobody can count ahead; that all of it is listed in the end is certain. */
    private static Share changes(PlannedPartition planned, @Nullable Long expected, Estimate costs, Instant changedSince) {
        long firstCensus = 1;
        long changes = 1;
        long requests = firstCensus + changes + censusPages(expected == null ? 0 : expected, costs);
        return new Share(partition(planned, expected, 0, requests, changedSince), requests);
    }

    private static long censusPages(long records, Estimate costs) {
        return Math.max(1, Math.ceilDiv(records, (long) costs.idsPerPage()));
    }

    private Share share(PlannedPartition planned, @Nullable Long expected, Estimate costs) {
        if (planned.leftOutBecause() != null) {
            return new Share(partition(planned, expected, 0, 0, null), 0);
        }
        long records = expected == null ? 0 : expected;
        long stretch = WindowSizes.stretch(records, terms.windowRecords());
        // What comes whole with the census is in no window.
        long windows = costs.requestsPerFetch() == 0 ? 0 : Math.ceilDiv(records, stretch);
        double census = 2.0 * censusPages(records, costs);
        long changes = 1;
        long locate = Math.ceilDiv(windows, (long) terms.fetchSize());
        double fetch = Math.max(fetches(records, stretch) * costs.requestsPerFetch(), records * observedPerRecord());
        double inSequence = census + changes + locate + fetch / Math.clamp(windows, 1, terms.windowsAtOnce());
        return new Share(partition(planned, expected, windows, Math.round(census + changes + locate + fetch), null), inSequence);
    }

    private static PlanPartition partition(
            PlannedPartition planned, @Nullable Long records, long windows, long requests, @Nullable Instant changedSince) {
        return new PlanPartition(
                planned.partitionId(), planned.key(), planned.name(), records, planned.leftOutBecause(), windows, requests, changedSince);
    }

    /** Each window fetches by itself, so that the last fetch of each may be a small one. */
    private long fetches(long records, long stretch) {
        long whole = records / stretch;
        long rest = records % stretch;
        return whole * Math.ceilDiv(stretch, (long) terms.fetchSize()) + Math.ceilDiv(rest, (long) terms.fetchSize());
    }

    /** Parts that take requests of their own show in what earlier runs took for a record. */
    private double observedPerRecord() {
        return isObserved() ? history.requestsPerRecord() : 0;
    }

    private boolean isObserved() {
        return history.windows() >= FEWEST_WINDOWS;
    }

    /** @param planningRequests what the run sends before its first partition */
    PlanTotals totals(long planningRequests) {
        long requests = planningRequests + sum(PlanPartition::requests);
        Seconds seconds = new Seconds(
                seconds(planningRequests, requests, Quantiles::p10),
                seconds(planningRequests, requests, Quantiles::p50),
                seconds(planningRequests, requests, Quantiles::p90));
        return new PlanTotals(
                terms.rate(),
                isObserved() ? history.runs() : 0,
                planningRequests,
                sum(partition -> isCounted(partition) ? partition.records() : 0),
                sum(PlanPartition::windows),
                requests,
                seconds,
                requestsPerDay(),
                QuotaSchedule.of(quota, requests).days());
    }

    private @Nullable Integer requestsPerDay() {
        return quota == null ? null : quota.quota().perDay();
    }

    /** Requests a second that can be kept up for longer than a minute. */
    private double rate() {
        Integer perMinute = quota == null ? null : quota.quota().perMinute();
        return perMinute == null ? terms.rate() : Math.min(terms.rate(), perMinute / 60.0);
    }

    /** What earlier runs took holds waits for the quota, which are counted here by themselves. */
    private boolean isTimeObserved() {
        return isObserved() && requestsPerDay() == null;
    }

    private static boolean isCounted(PlanPartition partition) {
        return partition.leftOutBecause() == null && partition.changedSince() == null && partition.records() != null;
    }

    private long sum(ToLongFunction<PlanPartition> figure) {
        return shares.stream().map(Share::partition).mapToLong(figure).sum();
    }

    /** The days of waiting for a quota, and on the last of them what is left to do. */
    private long seconds(long planningRequests, long requests, ToDoubleFunction<Quantiles> level) {
        QuotaSchedule schedule = QuotaSchedule.of(quota, requests * level.applyAsDouble(REQUEST_SHARES));
        return (long) Math.ceil(schedule.waiting() + schedule.lastShare() * pulling(planningRequests, requests, level));
    }

    /** Whichever takes longest: the budget, the longest partition, or all partitions over those side by side. */
    private double pulling(long planningRequests, long requests, ToDoubleFunction<Quantiles> level) {
        double perRequest = level.applyAsDouble(isTimeObserved() ? history.secondsPerRequest() : DEFAULT_SECONDS_PER_REQUEST);
        double between = level.applyAsDouble(isTimeObserved() ? history.secondsBetween() : DEFAULT_SECONDS_BETWEEN);
        double[] chains = shares.stream()
                .filter(share -> share.partition().leftOutBecause() == null)
                .mapToDouble(share -> between + share.inSequence() * perRequest)
                .toArray();
        double longest = Arrays.stream(chains).max().orElse(0);
        double sideBySide = Arrays.stream(chains).sum() / terms.parallelism();
        double budget = requests * level.applyAsDouble(REQUEST_SHARES) / rate();
        return Math.max(planningRequests * perRequest + Math.max(longest, sideBySide), budget);
    }
}
