package dev.backfill.gateway.backfill;

import dev.backfill.store.trouble.Trouble;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.failure.Remedy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work that fails and is tried again: of all that does, what has failed for longest.
 *
 * @param what the work, such as {@code planning}, or the kind and range of a window
 * @param partition the key of the partition that it belongs to; null if it belongs to none
 * @param error what happened at the last attempt, which may quote the source
 * @param failureType the kind of failure
 * @param since when the first of these attempts failed
 * @param lastAttemptAt when the last one did
 * @param attempts how many failed in a row
 * @param remedy what would mend it
 * @param failing how much fails in all, this included
 */
public record TroubleView(
        String what,
        @Nullable String partition,
        String error,
        String failureType,
        Instant since,
        Instant lastAttemptAt,
        int attempts,
        String remedy,
        int failing) {
    static @Nullable TroubleView of(@Nullable Trouble trouble) {
        return trouble == null
                ? null
                : new TroubleView(
                        trouble.what(),
                        trouble.partition(),
                        trouble.error(),
                        trouble.failureType(),
                        trouble.since(),
                        trouble.lastAt(),
                        trouble.attempts(),
                        Remedy.of(FailureType.of(trouble.failureType()), trouble.source()),
                        trouble.failing());
    }
}
