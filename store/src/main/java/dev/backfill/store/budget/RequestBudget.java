package dev.backfill.store.budget;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The request budget of a source, shared by every worker through PostgreSQL: a rate, a quota where the vendor has one, and a pause when
 * the vendor asked for one. A process takes requests of the rate in handfuls of at most half a second's worth, so that the budget
 * costs a fraction of what it guards; those of a quota one by one, as none of them may be lost.
 */
public class RequestBudget {
    private static final Duration HANDFUL = Duration.ofMillis(500);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
    /** How the reason of a wait for our own quota begins. */
    private static final String OWN_QUOTA = "the quota of ";

    private final BudgetRow row;
    private final ProxyManager<String> buckets;
    private final String source;
    private final @Nullable QuotaBucket quota;
    private boolean quotaInForce;
    private long inHand;
    private long inHandUntil;
    private boolean throttled;

    /** @param initialRate requests per second until {@link #setRate} says otherwise; more than 0 */
    public RequestBudget(DataSource database, String source, double initialRate) {
        this(database, source, initialRate, RequestQuota.NONE);
    }

    /**
     * @param initialRate requests per second until {@link #setRate} says otherwise; more than 0
     * @param quota what holds besides, whatever the rate
     */
    public RequestBudget(DataSource database, String source, double initialRate, RequestQuota quota) {
        this(database, source, initialRate, quota, Clock.systemUTC());
    }

    RequestBudget(DataSource database, String source, double initialRate, RequestQuota quota, Clock clock) {
        this.row = new BudgetRow(database, source, initialRate);
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .table("request_bucket")
                .idColumn("id")
                .stateColumn("state")
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .clientClock(meter(clock))
                .build();
        this.source = source;
        this.quota = quota.isNone() ? null : new QuotaBucket(buckets, source, quota, clock);
    }

    private static TimeMeter meter(Clock clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.millis() * 1_000_000;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /**
     * Takes one request, if there is one.
     *
     * @return zero if the request may be sent now, else how long to wait before asking again
     */
    public synchronized Duration take() {
        Duration wait = takeOfRate();
        return quota == null || wait.isPositive() ? wait : takeOfQuota(quota);
    }

    private Duration takeOfRate() {
        if (inHand > 0 && System.nanoTime() - inHandUntil < 0) {
            inHand--;
            return Duration.ZERO;
        }
        putQuotaInForce();
        BudgetRow.Terms terms = row.terms();
        return terms.blockedFor().isPositive() ? terms.blockedFor() : takeHandful(terms.rate());
    }

    /** What was taken of the rate is lost if the quota refuses, which costs less than a second. */
    private Duration takeOfQuota(QuotaBucket bucket) {
        return bucket.take().map(refusal -> {
            inHand = 0;
            return row.block(refusal.length(), OWN_QUOTA + refusal.reason() + " is used up");
        }).orElse(Duration.ZERO);
    }

    /** Another quota than before takes effect at once: a wait for that one is over. */
    private void putQuotaInForce() {
        if (quotaInForce || quota == null) {
            return;
        }
        if (quota.replaceOther()) {
            row.endBlock(OWN_QUOTA);
        }
        quotaInForce = true;
    }

    /** The quota and what is left of it, for whoever plans; null if there is none. Asks PostgreSQL, not the vendor. */
    public synchronized @Nullable QuotaStanding quota() {
        putQuotaInForce();
        return quota == null ? null : quota.standing(row.terms().blockedFor());
    }

    private Duration takeHandful(double rate) {
        // A bucket of its own for each rate, so that a change of rate takes effect at once for all.
        BucketProxy bucket = buckets.builder().build(source + "@" + rate, () -> configuration(rate));
        long handful = Math.max(1, (long) (rate * HANDFUL.toMillis() / 1_000));
        long taken = bucket.tryConsumeAsMuchAsPossible(handful);
        if (taken == 0) {
            // Never zero, which would permit a request that came into the bucket meanwhile, but was not taken from it.
            long nanos = Math.max(SHORTEST_WAIT.toNanos(), bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
            return Duration.ofNanos(nanos);
        }
        inHand = taken - 1;
        inHandUntil = System.nanoTime() + HANDFUL.toNanos();
        return Duration.ZERO;
    }

    private static BucketConfiguration configuration(double rate) {
        long capacity = Math.max(1, (long) Math.ceil(rate));
        Duration period = Duration.ofNanos((long) (capacity / rate * 1e9));
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, period).initialTokens(1))
                .build();
    }

    /** The rate that holds now, in requests per second. */
    public double rate() {
        return row.terms().rate();
    }

    /** Sets the rate for all workers, in requests per second, more than 0. */
    public void setRate(double requestsPerSecond) {
        row.setRate(requestsPerSecond);
    }

    /**
     * The vendor said: later. No worker sends a request of this source before that.
     *
     * @param wait what the vendor asked for; null backs off exponentially, with jitter
     * @return how long the source is blocked from now on
     */
    public Duration throttled(@Nullable Duration wait, String reason) {
        synchronized (this) {
            throttled = true;
            inHand = 0;
        }
        return row.throttle(wait, reason);
    }

    /** The vendor answered: the next wait without a stated length starts small again. */
    public void answered() {
        synchronized (this) {
            if (!throttled) {
                return;
            }
            throttled = false;
        }
        row.answered();
    }
}
