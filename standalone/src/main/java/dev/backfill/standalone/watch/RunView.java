package dev.backfill.standalone.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run as the gateway shows it. Numbers it does not show yet are 0.
 *
 * @param reason what stopped it, if something did
 * @param fraction how far it is, from 0 to 1, as the gateway computes it
 * @param expected how many records there should be; an estimate until the census is complete
 * @param handled records stored, found unchanged, or put aside as failed
 * @param failed records that could not be stored
 * @param etaSeconds how long it may still take; null if unknown
 * @param waiting what holds it up, if something does
 * @param trouble what of it fails again and again, if something does
 * @param warnings what its settings leave open
 * @param verification null until there is a verdict
 */
public record RunView(
        String id,
        String source,
        String state,
        @Nullable String reason,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        double fraction,
        long partitions,
        long partitionsDone,
        long expected,
        long handled,
        long failed,
        double recordsPerSecond,
        @Nullable Long etaSeconds,
        @Nullable Waiting waiting,
        @Nullable Trouble trouble,
        List<String> warnings,
        @Nullable Verification verification) {
    private static final Set<String> FINAL = Set.of("COMPLETED", "COMPLETED_WITH_FAILURES", "CANCELLED", "FAILED");

    /** @param reason such as {@code fireflies quota}; empty if it does not say */
    public record Waiting(Instant until, String reason) {}

    /** @param since when it failed for the first time; null if that is not told */
    public record Trouble(String what, String error, @Nullable Instant since, long attempts) {}

    static RunView from(JsonNode run) {
        JsonNode progress = run.path("progress");
        JsonNode records = progress.path("records");
        JsonNode eta = progress.path("etaSeconds");
        return new RunView(
                run.path("id").asString(""),
                run.path("source").asString(""),
                run.path("state").asString(""),
                run.path("reason").asString(null),
                instant(run.path("startedAt")),
                instant(run.path("finishedAt")),
                progress.path("fraction").asDouble(0),
                progress.path("partitions").path("total").asLong(0),
                progress.path("partitions").path("done").asLong(0),
                records.path("expected").asLong(0),
                records.path("stored").asLong(0) + records.path("unchanged").asLong(0) + records.path("failed").asLong(0),
                records.path("failed").asLong(0),
                progress.path("recordsPerSecond").asDouble(0),
                eta.isNumber() ? eta.asLong() : null,
                waiting(progress.path("waiting")),
                trouble(progress.path("trouble")),
                run.path("warnings").valueStream().map(warning -> warning.asString("")).toList(),
                run.path("verification").isObject() ? Verification.from(run.path("verification")) : null);
    }

    /** No worker will change it any more. */
    public boolean isFinal() {
        return FINAL.contains(state);
    }

    /** Everything is stored and proved. */
    public boolean isVerified() {
        return "COMPLETED".equals(state) && verification != null && verification.isVerified();
    }

    /** From start to end; empty while it is under way. */
    public Optional<Duration> took() {
        return startedAt == null || finishedAt == null ? Optional.empty() : Optional.of(Duration.between(startedAt, finishedAt));
    }

    private static @Nullable Waiting waiting(JsonNode waiting) {
        Instant until = instant(waiting.path("until"));
        return until == null ? null : new Waiting(until, waiting.path("reason").asString(""));
    }

    private static @Nullable Trouble trouble(JsonNode trouble) {
        return trouble.isObject()
                ? new Trouble(
                        trouble.path("what").asString(""),
                        trouble.path("error").asString(""),
                        instant(trouble.path("since")),
                        trouble.path("attempts").asLong(0))
                : null;
    }

    private static @Nullable Instant instant(JsonNode node) {
        try {
            return node.isString() ? Instant.parse(node.asString()) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
