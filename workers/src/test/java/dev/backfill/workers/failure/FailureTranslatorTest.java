package dev.backfill.workers.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.backfill.store.window.LeaseLostException;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.failure.Failures;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

class FailureTranslatorTest {
    private static ApplicationFailure translated(RuntimeException failure) {
        return catchThrowableOfType(ApplicationFailure.class, () -> new FailureTranslator().translating("window 1", () -> {
            throw failure;
        }));
    }

    @ParameterizedTest
    @EnumSource(FailureType.class)
    void sourceFailure_keepsItsTypeAndMessage_andIsRetriedOnlyWhereThatHelps(FailureType type) {
        ApplicationFailure failure = translated(SourceException.of(type, "what happened"));

        assertThat(failure.getType()).isEqualTo(type.name());
        assertThat(failure.getOriginalMessage()).isEqualTo("what happened");
        assertThat(failure.isNonRetryable()).isEqualTo(!type.retryable());
    }

    @Test
    void vendorsWait_isTheNextRetrysDelay() {
        assertThat(translated(SourceException.throttled(Duration.ofMinutes(7), "later")).getNextRetryDelay()).isEqualTo(Duration.ofMinutes(7));
        assertThat(translated(SourceException.of(FailureType.UNAVAILABLE, "x")).getNextRetryDelay()).isNull();
    }

    @Test
    void exhaustedQuota_isLeftToTheWorkflow_withTheInstant() {
        Instant until = Instant.parse("2026-11-25T00:00:00Z");
        ApplicationFailure failure = translated(SourceException.quotaExhausted(until, "later"));

        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getNextRetryDelay()).isNull();
        assertThat(Failures.quotaExhaustedUntil(new RuntimeException(failure))).contains(until);
        assertThat(Failures.quotaExhaustedUntil(translated(SourceException.of(FailureType.UNAVAILABLE, "x")))).isEmpty();
    }

    @Test
    void store_beingAway_isRetried_andQuotesNoStatement() {
        for (RuntimeException away : new RuntimeException[] {
            new DataAccessResourceFailureException("insert into jira.issue values ('secret')"), new CannotCreateTransactionException("secret")}) {
            ApplicationFailure failure = translated(away);
            assertThat(failure.getType()).isEqualTo("STORE_UNAVAILABLE");
            assertThat(failure.isNonRetryable()).isFalse();
            assertThat(failure.getOriginalMessage()).doesNotContain("secret");
            assertThat(failure.getCause()).isNull();
        }
    }

    @Test
    void goneRow_isFinal_andSaysWhatMayHaveHappened() {
        ApplicationFailure failure = translated(new EmptyResultDataAccessException(1));

        assertThat(failure.getType()).isEqualTo("ROW_GONE");
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getOriginalMessage()).contains("restored to an earlier state");
    }

    @Test
    void lostLease_isSaidSo() {
        assertThat(translated(new LeaseLostException(7, 3)).getType()).isEqualTo("LEASE_LOST");
    }

    @Test
    void unexpectedFailure_isRetried_andTellsNothingOfItsContent() {
        ApplicationFailure failure = translated(new ArrayIndexOutOfBoundsException("secret"));

        assertThat(failure.getType()).isEqualTo("UNEXPECTED");
        assertThat(failure.isNonRetryable()).isFalse();
        assertThat(failure.getOriginalMessage()).contains("ArrayIndexOutOfBoundsException").doesNotContain("secret");
    }

    @Test
    void temporalsOwn_passesThrough() {
        ApplicationFailure already = ApplicationFailure.newNonRetryableFailure("x", "Y");
        assertThat(catchThrowable(() -> new FailureTranslator().translating("w", () -> {
            throw already;
        }))).isSameAs(already);
        ActivityCanceledException cancelled = new ActivityCanceledException();
        assertThat(catchThrowable(() -> new FailureTranslator().translating("w", () -> {
            throw cancelled;
        }))).isSameAs(cancelled);
    }

    @Test
    void result_isHandedBack() {
        assertThat(new FailureTranslator().<String>translating("w", () -> "result")).isEqualTo("result");
    }
}
