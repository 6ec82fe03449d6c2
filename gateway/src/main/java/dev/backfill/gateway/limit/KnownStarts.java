package dev.backfill.gateway.limit;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.limit.CountedStarts.Name;
import dev.backfill.store.run.Idempotency;
import java.util.Set;
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

    Mono<Boolean> isKnown(Name name) {
        return blocking.call(() -> idempotency.isKnown(name.caller(), name.key()));
    }

    /** Whether the start was begun by a request that is none of these. */
    Mono<Boolean> isOfAnother(Name name, Set<String> requestIds) {
        return blocking.call(() ->
                idempotency.beginner(name.caller(), name.key()).filter(requestId -> !requestIds.contains(requestId)).isPresent());
    }
}
