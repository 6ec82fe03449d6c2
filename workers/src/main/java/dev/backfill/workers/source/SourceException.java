package dev.backfill.workers.source;

import dev.backfill.workers.secret.Secrets;
import dev.backfill.workflows.failure.FailureType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source did not give what was asked for. The type says whether trying again helps, the message what happened and what to mend. */
public class SourceException extends RuntimeException {
    private final FailureType type;
    private final @Nullable Duration retryAfter;
    private final @Nullable Instant notBefore;
    private final boolean aboutContent;

    private SourceException(
            FailureType type,
            String message,
            @Nullable Duration retryAfter,
            @Nullable Instant notBefore,
            boolean aboutContent,
            @Nullable Throwable cause) {
        // The last wall: what a vendor said has been through it before it was shortened.
        super(Secrets.scrubbed(message), cause);
        this.type = type;
        this.retryAfter = retryAfter;
        this.notBefore = notBefore;
        this.aboutContent = aboutContent;
    }

    public static SourceException of(FailureType type, String message) {
        return new SourceException(type, message, null, null, false, null);
    }

    public static SourceException of(FailureType type, String message, Throwable cause) {
        return new SourceException(type, message, null, null, false, cause);
    }

    /**
     * The vendor asked to wait. Thrown while an answer is read, be it one of status 200, it is treated as one of status 429.
     *
     * @param wait null if the vendor did not say how long
     */
    public static SourceException throttled(@Nullable Duration wait, String message) {
        return new SourceException(FailureType.THROTTLED, message, wait, null, false, null);
    }

    /** The same, where the vendor names an instant. */
    public static SourceException throttledUntil(Instant until, String message) {
        return new SourceException(FailureType.THROTTLED, message, null, until, false, null);
    }

    /** No request may be sent before that, which is later than a worker waits for. */
    public static SourceException quotaExhausted(Instant until, String message) {
        return new SourceException(FailureType.QUOTA_EXHAUSTED, message, null, until, false, null);
    }

    /** An answer came, but no use can be made of it: a record in it may be the reason. */
    public static SourceException aboutContent(FailureType type, String message) {
        return new SourceException(type, message, null, null, true, null);
    }

    public FailureType type() {
        return type;
    }

    /** How long the vendor asked to wait, if it did. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** When to ask again, if that is said as an instant. */
    public Optional<Instant> notBefore() {
        return Optional.ofNullable(notBefore);
    }

    /** Whether a single record may be what the source or we stumble over. */
    public boolean isAboutContent() {
        return aboutContent;
    }
}
