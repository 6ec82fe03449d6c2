package dev.backfill.workers.failure;

import dev.backfill.store.window.LeaseLostException;
import dev.backfill.workers.secret.Secrets;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The one place where failures become Temporal's: with a type, whether to retry, and the wait that a vendor asked for. Messages go
 * into histories: they carry no records, no statements and no secrets. The rest goes to the log.
 */
@Component
public class FailureTranslator {
    private static final Logger LOG = LoggerFactory.getLogger(FailureTranslator.class);

    private static final String ROW_GONE =
            "its row in PostgreSQL is gone: the run was deleted there, or the database was restored to an earlier state; start a new run";

    /** Runs the work of an activity. */
    public <T> T translating(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            throw translated(what, failure);
        }
    }

    private static RuntimeException translated(String what, RuntimeException failure) {
        return switch (failure) {
            case ActivityCompletionException told -> told;
            case ApplicationFailure already -> already;
            case SourceException source -> {
                LOG.warn("{}: {}: {}", what, source.type(), source.getMessage());
                yield application(source.type(), source.getMessage(), source.retryAfter().orElse(null), source.notBefore().orElse(null));
            }
            case LeaseLostException lost -> {
                LOG.warn("{}: {}", what, lost.getMessage());
                yield application(FailureType.LEASE_LOST, lost.getMessage(), null, null);
            }
            case EmptyResultDataAccessException gone -> {
                LOG.warn("{}: its row is gone", what);
                yield application(FailureType.ROW_GONE, ROW_GONE, null, null);
            }
            case DataAccessException away -> storeUnavailable(what, away);
            case TransactionException away -> storeUnavailable(what, away);
            default -> {
                LOG.error("{}: unexpected failure: {}", what, traceOf(failure));
                yield application(FailureType.UNEXPECTED, "unexpected " + failure.getClass().getSimpleName() + ", see the worker's log", null, null);
            }
        };
    }

    private static ApplicationFailure storeUnavailable(String what, RuntimeException away) {
        LOG.warn("{}: PostgreSQL: {}", what, Secrets.scrubbed(String.valueOf(away.getMessage())));
        return application(FailureType.STORE_UNAVAILABLE, "PostgreSQL did not take it: " + away.getClass().getSimpleName(), null, null);
    }

    /** As text: what a library says may quote a vendor, and with it our secrets. */
    private static String traceOf(RuntimeException failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return Secrets.scrubbed(trace.toString());
    }

    /** @param notBefore the failure's detail, which the workflow waits for */
    private static ApplicationFailure application(
            FailureType type, @Nullable String message, @Nullable Duration nextRetry, @Nullable Instant notBefore) {
        ApplicationFailure.Builder builder = ApplicationFailure.newBuilder()
                .setType(type.name())
                .setMessage(message)
                .setNonRetryable(!type.retryable())
                .setNextRetryDelay(nextRetry);
        if (notBefore != null) {
            builder.setDetails(notBefore.toString());
        }
        ApplicationFailure failure = builder.build();
        // Where it was thrown is in the log; in a history it would only be in the way.
        failure.setStackTrace(new StackTraceElement[0]);
        return failure;
    }
}
