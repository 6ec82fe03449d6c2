package dev.backfill.store.budget;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds for a source at every worker: its rate, and until when nothing may be asked, by PostgreSQL's clock. */
final class BudgetRow {
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

    private final JdbcClient database;
    private final String source;
    private final double initialRate;

    BudgetRow(DataSource database, String source, double initialRate) {
        this.database = JdbcClient.create(database);
        this.source = source;
        this.initialRate = initialRate;
    }

    record Terms(double rate, Duration blockedFor) {}

    Terms terms() {
        return database.sql("""
                        select requests_per_second, extract(epoch from greatest(blocked_until - now(), interval '0')) as blocked
                        from source_budget where source = :source""")
                .param("source", source)
                .query((row, number) -> new Terms(row.getDouble("requests_per_second"), milliseconds(row.getDouble("blocked"))))
                .optional()
                .orElseGet(() -> new Terms(initialRate, Duration.ZERO));
    }

    private static Duration milliseconds(double seconds) {
        return Duration.ofMillis((long) Math.ceil(Math.max(0, seconds) * 1_000));
    }

    void setRate(double requestsPerSecond) {
        database.sql("""
                        insert into source_budget (source, requests_per_second) values (:source, :rate)
                        on conflict (source) do update set requests_per_second = excluded.requests_per_second""")
                .param("source", source)
                .param("rate", requestsPerSecond)
                .update();
    }

    /** Blocks the source at least so long, though the vendor has not refused anything. */
    Duration block(Duration wait, String reason) {
        double seconds = database.sql("""
                        insert into source_budget as b (source, requests_per_second, blocked_until, blocked_reason)
                        values (:source, :rate, now() + make_interval(secs => :wait::float8), :reason)
                        on conflict (source) do update set blocked_until = greatest(b.blocked_until, excluded.blocked_until),
                            blocked_reason = case when b.blocked_until > excluded.blocked_until then b.blocked_reason
                                else excluded.blocked_reason end
                        returning extract(epoch from blocked_until - now())""")
                .param("source", source)
                .param("rate", initialRate)
                .param("wait", wait.toNanos() / 1e9)
                .param("reason", reason)
                .query(Double.class)
                .single();
        return Duration.ofMillis((long) Math.ceil(Math.max(1, seconds * 1_000)));
    }

    /** Ends a wait whose reason begins like this. */
    void endBlock(String reasonPrefix) {
        database.sql("update source_budget set blocked_until = now() where source = :source and starts_with(blocked_reason, :reason)")
                .param("source", source)
                .param("reason", reasonPrefix)
                .update();
    }

    /** Blocks the source as the vendor asked, or for longer and longer if it did not say how long; with jitter. */
    Duration throttle(@Nullable Duration wait, String reason) {
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
                .param("jitter", ThreadLocalRandom.current().nextLong(250, 1_000) / 1_000.0)
                .param("longest", LONGEST_BACKOFF.toSeconds())
                .param("reason", reason)
                .query(Double.class)
                .single();
        return milliseconds(seconds);
    }

    /** The next wait without a stated length starts small again. */
    void answered() {
        database.sql("update source_budget set throttled_in_a_row = 0 where source = :source and blocked_until <= now()")
                .param("source", source)
                .update();
    }
}
