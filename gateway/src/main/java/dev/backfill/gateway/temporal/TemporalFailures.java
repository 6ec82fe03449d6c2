package dev.backfill.gateway.temporal;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;

/** Tells an outage of Temporal, which a caller may wait out, from an error of ours. */
public final class TemporalFailures {
    private TemporalFailures() {}

    /** What to throw for a failed call: a problem of status 503 if Temporal cannot serve now, else the failure itself. */
    public static RuntimeException translate(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if ((cause instanceof StatusRuntimeException answer && isOutage(answer.getStatus().getCode())) || isOutOfTime(cause)) {
                return new ProblemException(
                        ProblemType.TEMPORAL_UNAVAILABLE,
                        "The workflow service cannot be reached at the moment; try again.",
                        List.of(),
                        failure);
            }
        }
        return failure;
    }

    /** The SDK's retries fail in this way where waiting for a connection took all the time that they had. */
    private static boolean isOutOfTime(Throwable cause) {
        return cause instanceof IllegalArgumentException && String.valueOf(cause.getMessage()).startsWith("invalid expiration");
    }

    /** NOT_FOUND means here that the namespace is not there yet; calls that ask for a workflow translate their own before. */
    private static boolean isOutage(Status.Code code) {
        return switch (code) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, CANCELLED, NOT_FOUND -> true;
            default -> false;
        };
    }
}
