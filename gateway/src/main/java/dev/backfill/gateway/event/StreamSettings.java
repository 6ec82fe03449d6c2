package dev.backfill.gateway.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of event streams.
 *
 * @param perClient the most that one principal has open at this gateway; {@code BACKFILL_STREAMS_PER_CLIENT}
 * @param perGateway the most that are open at this gateway; {@code BACKFILL_STREAMS_PER_GATEWAY}
 * @param heartbeat between two comments that keep a silent stream open; {@code BACKFILL_STREAMS_HEARTBEAT}
 * @param longest after this a stream is closed, and the client connects, and shows its credential, again;
 *     {@code BACKFILL_STREAMS_LONGEST}
 */
public record StreamSettings(
        @DefaultValue("20") int perClient,
        @DefaultValue("2000") int perGateway,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("1h") Duration longest) {
    private static final int MOST = 50_000;

    /** What is wrong, one sentence each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (perClient < 1 || perClient > MOST) {
            problems.add("BACKFILL_STREAMS_PER_CLIENT must be from 1 to " + MOST + ".");
        }
        if (perGateway < 1 || perGateway > MOST) {
            problems.add("BACKFILL_STREAMS_PER_GATEWAY must be from 1 to " + MOST + ".");
        }
        if (heartbeat.compareTo(Duration.ofSeconds(1)) < 0 || heartbeat.compareTo(Duration.ofMinutes(5)) > 0) {
            problems.add("BACKFILL_STREAMS_HEARTBEAT must be from 1s to 5m.");
        }
        if (longest.compareTo(Duration.ofSeconds(1)) < 0 || longest.compareTo(Duration.ofDays(1)) > 0) {
            problems.add("BACKFILL_STREAMS_LONGEST must be from 1s to 24h.");
        }
        return problems;
    }
}
