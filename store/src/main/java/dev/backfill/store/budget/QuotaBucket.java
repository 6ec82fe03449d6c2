package dev.backfill.store.budget;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source's quota as a bucket in PostgreSQL: what was taken stays taken, whatever becomes of the process or the rate. */
final class QuotaBucket {
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

    private final ProxyManager<String> buckets;
    private final String key;
    private final RequestQuota quota;
    private final Clock clock;

    /** @param quota with a bound */
    QuotaBucket(ProxyManager<String> buckets, String source, RequestQuota quota, Clock clock) {
        this.buckets = buckets;
        this.key = source + "/quota";
        this.quota = quota;
        this.clock = clock;
    }

    /**
     * A refusal.
     *
     * @param length how long to wait
     * @param reason which bound is reached, for people
     */
    record Refusal(Duration length, String reason) {}

    /** Takes one request, or says why not. */
    Optional<Refusal> take() {
        VerboseResult<ConsumptionProbe> answer = bucket().asVerbose().tryConsumeAndReturnRemaining(1);
        if (answer.getValue().isConsumed()) {
            return Optional.empty();
        }
        Duration refill = Duration.ofNanos(answer.getValue().getNanosToWaitForRefill());
        Duration wait = refill.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : refill;
        Long left = leftToday(answer.getDiagnostics().getAvailableTokensPerEachBandwidth());
        Integer perDay = quota.perDay();
        Integer perMinute = quota.perMinute();
        String bound = perDay != null && (perMinute == null || (left != null && left < 1))
                ? RequestQuota.describe(perDay, quota.day())
                : RequestQuota.describe(perMinute == null ? 0 : perMinute, RequestQuota.MINUTE);
        return Optional.of(new Refusal(wait, bound));
    }

    QuotaStanding standing(Duration blockedFor) {
        Instant now = clock.instant();
        Long left = leftToday(bucket().asVerbose().getAvailableTokens().getDiagnostics().getAvailableTokensPerEachBandwidth());
        return new QuotaStanding(quota, left, Duration.between(now, RequestQuota.next(quota.day(), now)), blockedFor);
    }

    /** The bound of the day comes last. */
    private @Nullable Long leftToday(long[] left) {
        return quota.perDay() == null ? null : (Long) Math.max(0, left[left.length - 1]);
    }

    /**
     * Has the bucket count by this quota, if another was set before; what is used of it stays used.
     *
     * @return whether there was another
     */
    boolean replaceOther() {
        BucketConfiguration wanted = configuration();
        Optional<BucketConfiguration> found = buckets.getProxyConfiguration(key);
        if (found.isEmpty() || bounds(found.get()).equals(bounds(wanted))) {
            return false;
        }
        bucket().replaceConfiguration(wanted, TokensInheritanceStrategy.ADDITIVE);
        return true;
    }

    private record Bound(String id, long requests, long nanos) {}

    private static List<Bound> bounds(BucketConfiguration configuration) {
        return Arrays.stream(configuration.getBandwidths())
                .map(limit -> new Bound(limit.getId(), limit.getCapacity(), limit.getRefillPeriodNanos()))
                .toList();
    }

    private BucketProxy bucket() {
        return buckets.builder().build(key, this::configuration);
    }

    private BucketConfiguration configuration() {
        ConfigurationBuilder builder = BucketConfiguration.builder();
        if (quota.perMinute() != null) {
            builder.addLimit(limit("minute", quota.perMinute(), RequestQuota.MINUTE));
        }
        if (quota.perDay() != null) {
            builder.addLimit(limit("day", quota.perDay(), quota.day()));
        }
        return builder.build();
    }

    private Bandwidth limit(String id, long requests, Duration period) {
        Instant next = RequestQuota.next(period, clock.instant());
        return Bandwidth.builder().capacity(requests).refillIntervallyAligned(requests, period, next).id(id).build();
    }
}
