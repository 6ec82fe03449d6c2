package dev.backfill.gateway.event;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Counts the streams that are open at this gateway, for each principal and in all. */
@Component
class StreamLimits {
    private static final String RETRY_AFTER_SECONDS = "30";

    private final StreamSettings settings;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> openByPrincipal = new ConcurrentHashMap<>();

    StreamLimits(StreamSettings settings) {
        this.settings = settings;
    }

    /** One stream's place, until it is closed; closing it again does nothing. */
    final class Permit implements AutoCloseable {
        private final String principal;
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Permit(String principal) {
            this.principal = principal;
        }

        @Override
        public void close() {
            if (held.compareAndSet(true, false)) {
                openByPrincipal.computeIfPresent(principal, (name, count) -> count == 1 ? null : count - 1);
                open.decrementAndGet();
            }
        }
    }

    /** @throws ProblemException of status 429 if the principal has as many as it may, 503 if this gateway has */
    Permit admit(String principal) {
        if (open.incrementAndGet() > settings.perGateway()) {
            open.decrementAndGet();
            throw new ProblemException(
                    ProblemType.STREAMS_EXHAUSTED, "This gateway has as many event streams as it can; another, or a later attempt, may do.");
        }
        if (!admitted(principal)) {
            open.decrementAndGet();
            throw new ProblemException(
                            ProblemType.TOO_MANY_STREAMS,
                            "At most " + settings.perClient() + " event streams may be open at once; close one of yours.")
                    .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return new Permit(principal);
    }

    private boolean admitted(String principal) {
        AtomicBoolean admitted = new AtomicBoolean();
        openByPrincipal.compute(principal, (name, count) -> {
            int before = count == null ? 0 : count;
            admitted.set(before < settings.perClient());
            return admitted.get() ? (Integer) (before + 1) : count;
        });
        return admitted.get();
    }
}
