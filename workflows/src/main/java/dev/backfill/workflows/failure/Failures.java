package dev.backfill.workflows.failure;

import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.util.Objects;
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

    /** The message that the activity failed with: what happened, and what to mend. */
    public static String messageOf(Throwable failure) {
        ApplicationFailure cause = causeOf(failure, ApplicationFailure.class);
        return cause == null ? Objects.toString(failure.getMessage()) : cause.getOriginalMessage();
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
