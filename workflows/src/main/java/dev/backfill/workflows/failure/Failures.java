package dev.backfill.workflows.failure;

import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what Temporal wraps around the failure of an activity or a child. */
public final class Failures {
    private Failures() {}

    public static boolean isCancelled(Throwable failure) {
        return causeOf(failure, CanceledFailure.class) != null;
    }

    /** The type that the activity failed with; {@code UNEXPECTED} if it named none. */
    public static FailureType typeOf(Throwable failure) {
        ApplicationFailure cause = causeOf(failure, ApplicationFailure.class);
        return cause == null ? FailureType.UNEXPECTED : FailureType.of(cause.getType());
    }

    /** When requests may be sent again; empty unless a quota is used up. */
    public static Optional<Instant> quotaExhaustedUntil(Throwable failure) {
        ApplicationFailure cause = causeOf(failure, ApplicationFailure.class);
        if (cause == null || FailureType.of(cause.getType()) != FailureType.QUOTA_EXHAUSTED || cause.getDetails().getSize() == 0) {
            return Optional.empty();
        }
        return Optional.of(Instant.parse(cause.getDetails().get(0, String.class)));
    }

    /** The message that the activity failed with: what happened, and what to mend. */
    public static String messageOf(Throwable failure) {
        ApplicationFailure cause = causeOf(failure, ApplicationFailure.class);
        return cause == null ? Objects.toString(failure.getMessage()) : cause.getOriginalMessage();
    }

    /** The same for callers from outside: a failure that a human must mend in its own words, any other by its type alone. */
    public static String publicMessageOf(Throwable failure) {
        if (causeOf(failure, ApplicationFailure.class) == null) {
            return "no worker of the source took it up in time";
        }
        FailureType type = typeOf(failure);
        return type.retryable() ? "the source gave no usable answer in time (" + type + ")" : messageOf(failure);
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
