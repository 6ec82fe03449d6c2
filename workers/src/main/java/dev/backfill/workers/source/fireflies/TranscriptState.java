package dev.backfill.workers.source.fireflies;

import dev.backfill.workers.source.JsonMembers;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether all of a transcript is there. {@code sentences} and {@code summary} are null while a meeting is processed, but stay null for
 * ever where nobody spoke, where no summary was wanted, and where it failed: {@code meeting_info.summary_status} tells these apart
 * (<a href="https://docs.fireflies.ai/schema/enum/summary-status">its values</a>).
 */
final class TranscriptState {
    /** Processing takes minutes, and hours on bad days. What has no state after a day has none for good, as meetings of early years. */
    private static final Duration SETTLED_AFTER = Duration.ofDays(1);

    private TranscriptState() {}

    /** What it waits for; null if nothing more is to come. */
    static @Nullable String waitsFor(JsonNode transcript, Instant now) {
        return waitsFor(transcript, now, Set.of());
    }

    /** @param refused fields that are null because Fireflies does not give them, so that they say nothing */
    static @Nullable String waitsFor(JsonNode transcript, Instant now, Set<String> refused) {
        if (Boolean.TRUE.equals(JsonMembers.flag(transcript, "is_live"))) {
            // What its sentences are now are captions.
            return "the meeting goes on";
        }
        boolean spoken = transcript.path("sentences").isArray() || refused.contains("sentences");
        boolean summarized = transcript.path("summary").isObject() || refused.contains("summary");
        String status = Objects.requireNonNullElse(JsonMembers.text(transcript, "meeting_info", "summary_status"), "")
                .toLowerCase(Locale.ROOT);
        return switch (status) {
            case "processed", "skipped" -> null;
            // However old: a meeting can be processed anew years later.
            case "processing" -> spoken ? "its summary is being made" : "it is being transcribed";
            // What failed will not come; but the sentences do not depend on the summary.
            case "failed" -> spoken || isSettled(transcript, now) ? null : "it has no sentences yet";
            default -> unstated(spoken, summarized, isSettled(transcript, now));
        };
    }

    /** Without a word on its state, only sentences prove that it was transcribed at all. */
    private static @Nullable String unstated(boolean spoken, boolean summarized, boolean settled) {
        if (!spoken) {
            return "it has no sentences yet";
        }
        return summarized || settled ? null : "it has no summary yet";
    }

    private static boolean isSettled(JsonNode transcript, Instant now) {
        Instant start = FirefliesValues.start(transcript);
        return start != null && start.plus(SETTLED_AFTER).isBefore(now);
    }
}
