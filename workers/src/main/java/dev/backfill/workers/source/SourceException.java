package dev.backfill.workers.source;

import dev.backfill.workflows.failure.FailureType;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source did not give what was asked for. The type says whether trying again helps, the message what happened and what to mend. */
public class SourceException extends RuntimeException {
    private final FailureType type;
    private final @Nullable Duration retryAfter;
    private final boolean aboutContent;

    private SourceException(
            FailureType type, String message, @Nullable Duration retryAfter, boolean aboutContent, @Nullable Throwable cause) {
        super(message, cause);
        this.type = type;
        this.retryAfter = retryAfter;
        this.aboutContent = aboutContent;
    }

    public static SourceException of(FailureType type, String message) {
        return new SourceException(type, message, null, false, null);
    }

    public static SourceException of(FailureType type, String message, Throwable cause) {
        return new SourceException(type, message, null, false, cause);
    }

    /** The vendor asked to wait. */
    public static SourceException throttled(Duration wait, String message) {
        return new SourceException(FailureType.THROTTLED, message, wait, false, null);
    }

    /** An answer came, but no use can be made of it: a record in it may be the reason. */
    public static SourceException aboutContent(FailureType type, String message) {
        return new SourceException(type, message, null, true, null);
    }

    public FailureType type() {
        return type;
    }

    /** How long the vendor asked to wait, if it did. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether a single record may be what the source or we stumble over. */
    public boolean isAboutContent() {
        return aboutContent;
    }
}
