package dev.backfill.gateway.retention;

import dev.backfill.store.retention.RetentionPeriods;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things are kept that nothing needs any more.
 *
 * @param idempotencyKeys how long a key stands for its request; {@code BACKFILL_RETENTION_IDEMPOTENCY_KEYS}
 * @param events from the end of their run; {@code BACKFILL_RETENTION_EVENTS}
 * @param censuses what a verdict is based on, from the end of the run; {@code BACKFILL_RETENTION_CENSUSES}
 */
public record RetentionSettings(
        @DefaultValue("24h") Duration idempotencyKeys, @DefaultValue("30d") Duration events, @DefaultValue("7d") Duration censuses) {
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(3_650);

    RetentionPeriods periods() {
        return new RetentionPeriods(idempotencyKeys, events, censuses);
    }

    /** What is wrong, one sentence each. */
    public List<String> problems() {
        return Map.of("IDEMPOTENCY_KEYS", idempotencyKeys, "EVENTS", events, "CENSUSES", censuses).entrySet().stream()
                .filter(period -> period.getValue().compareTo(SHORTEST) < 0 || period.getValue().compareTo(LONGEST) > 0)
                .map(period -> "BACKFILL_RETENTION_" + period.getKey() + " must be from 1h to 3650d.")
                .sorted()
                .toList();
    }
}
