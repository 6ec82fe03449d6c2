package dev.backfill.store.limit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketExceptions;
import io.github.bucket4j.ConfigurationBuilder;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.BucketNotFoundException;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import io.github.bucket4j.util.concurrent.batch.BatchHelper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Counts requests in buckets that all gateways share through PostgreSQL. All quotas of a bucket are counted in one transaction, and
 * those who wait for the same bucket in this process share the next one: a flood from one client holds one connection. Blocks.
 */
public class LimitBuckets {
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(5);
    private static final Duration KEPT_BEYOND_NEED = Duration.ofMinutes(1);
    private static final int MOST_ATTEMPTS = 10;
    private static final int MOST_KNOWN = 10_000;
    private static final int REMOVED_AT_ONCE = 1_000;

    private final PostgreSQLSelectForUpdateBasedProxyManager<String> manager;
    private final Map<String, BucketProxy> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BucketProxy> eldest) {
            return size() > MOST_KNOWN;
        }
    });

    public LimitBuckets(DataSource database, Clock clock) {
        this.manager = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .table("limit_bucket")
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_BEYOND_NEED))
                .requestTimeout(LONGEST_STATEMENT)
                .clientClock(meter(clock))
                .build();
    }

    /**
     * Counts one request, if every quota permits it; else counts nothing.
     *
     * @param key whose requests, of which kind; at most 2,000 characters
     * @param quotas the shorter windows first; each window is a multiple of the one before
     * @throws DataAccessResourceFailureException if PostgreSQL cannot be asked: the request is not permitted then
     */
    public Standing take(String key, List<Quota> quotas) {
        VerboseResult<ConsumptionProbe> taken = ask(key, quotas, bucket -> bucket.asVerbose().tryConsumeAndReturnRemaining(1));
        ConsumptionProbe probe = taken.getValue();
        long[] left = taken.getDiagnostics().getAvailableTokensPerEachBandwidth();
        List<Standing.Left> standings = new ArrayList<>();
        for (int i = 0; i < left.length; i++) {
            // All windows began with the bucket's first request, so that each ends when a longer one does, and earlier as well.
            long window = quotas.get(i).window().toNanos();
            long untilReset = 1 + Math.max(0, probe.getNanosToWaitForReset() - 1) % window;
            standings.add(new Standing.Left(quotas.get(i), Math.max(0, left[i]), Duration.ofNanos(untilReset)));
        }
        if (!probe.isConsumed()) {
            useUp(standings);
        }
        return new Standing(probe.isConsumed(), Duration.ofNanos(probe.getNanosToWaitForRefill()), standings);
    }

    /** What was given back in the same transaction is left already: not to this request, which was refused before. */
    private static void useUp(List<Standing.Left> standings) {
        if (standings.stream().noneMatch(left -> left.requests() == 0)) {
            Standing.Left tightest = standings.stream().min(Comparator.comparing(Standing.Left::requests)).orElseThrow();
            standings.set(standings.indexOf(tightest), new Standing.Left(tightest.quota(), 0, tightest.untilReset()));
        }
    }

    /** Takes back one request that was counted, as nothing came of it. */
    public void giveBack(String key, List<Quota> quotas) {
        ask(key, quotas, bucket -> {
            bucket.addTokens(1);
            return true;
        });
    }

    /** Deletes the rows of clients that have not been seen for so long that all of their quotas are whole again. */
    public int removeExpired() {
        try {
            return manager.removeExpired(REMOVED_AT_ONCE);
        } catch (BucketExceptions.BucketExecutionException failure) {
            throw unavailable(failure);
        }
    }

    private <T> T ask(String key, List<Quota> quotas, Function<BucketProxy, T> question) {
        // Other quotas are another bucket: a change of configuration takes effect at once, and counts anew.
        String id = key + quotas.stream().map(quota -> "|" + quota.requests() + "/" + quota.window().toSeconds()).collect(Collectors.joining());
        BucketProxy bucket = known.computeIfAbsent(
                id, absent -> manager.builder().withOptimization(Optimizations.batching()).build(id, () -> configuration(quotas)));
        for (int attempt = 1; ; attempt++) {
            try {
                return question.apply(bucket);
            } catch (BatchHelper.BatchFailedException | BucketExceptions.BucketExecutionException failure) {
                // Who asks first for a bucket creates it; those who have waited meanwhile hear that it was not there, and ask again.
                boolean absent = failure.getCause() instanceof BucketNotFoundException;
                if (!absent || attempt == MOST_ATTEMPTS) {
                    throw unavailable(failure);
                }
            }
        }
    }

    private static DataAccessResourceFailureException unavailable(RuntimeException failure) {
        return new DataAccessResourceFailureException("requests cannot be counted", failure);
    }

    private static BucketConfiguration configuration(List<Quota> quotas) {
        ConfigurationBuilder bucket = BucketConfiguration.builder();
        for (Quota quota : quotas) {
            bucket.addLimit(limit -> limit.capacity(quota.requests()).refillIntervally(quota.requests(), quota.window()));
        }
        return bucket.build();
    }

    private static TimeMeter meter(Clock clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                Instant now = clock.instant();
                return now.getEpochSecond() * 1_000_000_000L + now.getNano();
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }
}
