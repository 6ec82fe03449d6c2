package dev.backfill.store.budget;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The request budget of a source, shared by every worker through PostgreSQL: a rate, and a pause when the vendor asked for one. A
 * process takes requests in handfuls of at most half a second's worth, so that the budget costs a fraction of what it guards.
 */
public class RequestBudget {
    private static final Duration HANDFUL = Duration.ofMillis(500);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

    private final JdbcClient database;
    private final ProxyManager<String> buckets;
    private final String source;
    private final double initialRate;
    private long inHand;
    private long inHandUntil;
    private boolean throttled;

    /** @param initialRate requests per second until {@link #setRate} says otherwise; more than 0 */
    public RequestBudget(DataSource database, String source, double initialRate) {
        this.database = JdbcClient.create(database);
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .table("request_bucket")
                .idColumn("id")
                .stateColumn("state")
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .build();
        this.source = source;
        this.initialRate = initialRate;
    }

    /**
     * Takes one request, if there is one.
     *
     * @return zero if the request may be sent now, else how long to wait before asking again
     */
    public synchronized Duration take() {
        if (inHand > 0 && System.nanoTime() - inHandUntil < 0) {
            inHand--;
            return Duration.ZERO;
        }
        Terms terms = terms();
        return terms.blockedFor().isPositive() ? terms.blockedFor() : takeHandful(terms.rate());
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

    private record Terms(double rate, Duration blockedFor) {}

    private Terms terms() {
        return database.sql("""
                        select requests_per_second, extract(epoch from greatest(blocked_until - now(), interval '0')) as blocked
                        from source_budget where source = :source""")
                .param("source", source)
                .query((row, number) -> new Terms(
                        row.getDouble("requests_per_second"), Duration.ofMillis((long) Math.ceil(row.getDouble("blocked") * 1_000))))
                .optional()
                .orElseGet(() -> new Terms(initialRate, Duration.ZERO));
    }

    /** Sets the rate for all workers, in requests per second, more than 0. */
    public void setRate(double requestsPerSecond) {
        database.sql("""
                        insert into source_budget (source, requests_per_second) values (:source, :rate)
                        on conflict (source) do update set requests_per_second = excluded.requests_per_second""")
                .param("source", source)
                .param("rate", requestsPerSecond)
                .update();
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
        long jitter = ThreadLocalRandom.current().nextLong(250, 1_000);
        double seconds = database.sql("""
                        insert into source_budget as b (source, requests_per_second, blocked_until, blocked_reason, throttled_in_a_row)
                        values (:source, :rate, now() + make_interval(secs => coalesce(:wait::float8, 1 + :jitter)), :reason, 1)
                        on conflict (source) do update set blocked_reason = excluded.blocked_reason,
                            throttled_in_a_row = case when b.blocked_until > now() then b.throttled_in_a_row
                                else b.throttled_in_a_row + 1 end,
                            blocked_until = greatest(b.blocked_until, now() + make_interval(secs => coalesce(:wait::float8,
                                least(:longest, power(2, least(b.throttled_in_a_row, 10))) + :jitter)))
                        returning extract(epoch from blocked_until - now())""")
                .param("source", source)
                .param("rate", initialRate)
                .param("wait", wait == null ? null : wait.toMillis() / 1_000.0)
                .param("jitter", jitter / 1_000.0)
                .param("longest", LONGEST_BACKOFF.toSeconds())
                .param("reason", reason)
                .query(Double.class)
                .single();
        return Duration.ofMillis((long) Math.ceil(Math.max(0, seconds) * 1_000));
    }

    /** The vendor answered: the next wait without a stated length starts small again. */
    public void answered() {
        synchronized (this) {
            if (!throttled) {
                return;
            }
            throttled = false;
        }
        database.sql("update source_budget set throttled_in_a_row = 0 where source = :source and blocked_until <= now()")
                .param("source", source)
                .update();
    }
}
