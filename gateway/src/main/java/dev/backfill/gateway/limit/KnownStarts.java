package dev.backfill.gateway.limit;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.store.run.Idempotency;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells which idempotency keys stand for a start already. */
@Component
class KnownStarts {
    private final Idempotency idempotency;
    private final BlockingCalls blocking;

    KnownStarts(Idempotency idempotency, BlockingCalls blocking) {
        this.idempotency = idempotency;
        this.blocking = blocking;
    }

    Mono<Boolean> isKnown(String caller, String key) {
        return blocking.call(() -> idempotency.isKnown(caller, key));
    }
}
