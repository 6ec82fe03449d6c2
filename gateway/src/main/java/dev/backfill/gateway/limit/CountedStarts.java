package dev.backfill.gateway.limit;

import dev.backfill.store.limit.Standing;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Starts under way by their idempotency keys: however many requests send one at a time, it is one start, and counted once. */
@Component
class CountedStarts {
    /** A start, by who asks and under which key. */
    record Name(String caller, String key) {}

    /** What all requests of one start share. Guarded by the map's lock on its name. */
    static final class Count {
        private final Mono<Standing> standing;
        private final Set<String> requestIds = new HashSet<>();
        private int requests;
        private boolean counted;
        private boolean kept;

        private Count(Mono<Standing> taking) {
            this.standing = taking.doOnNext(taken -> counted = taken.permitted()).cache();
        }

        /** How the caller stands after it was counted, or refused. */
        Mono<Standing> standing() {
            return standing;
        }

        /** Whether a run may have come of any of the requests, all of which have left. */
        boolean isKept() {
            return kept;
        }
    }

    private final Map<Name, Count> underWay = new ConcurrentHashMap<>();

    /** @param taking counts the start; asked for by the first request alone */
    Count join(Name name, String requestId, Supplier<Mono<Standing>> taking) {
        return underWay.compute(name, (same, before) -> {
            Count count = before == null ? new Count(taking.get()) : before;
            count.requests++;
            count.requestIds.add(requestId);
            return count;
        });
    }

    /**
     * One of the requests has its answer.
     *
     * @param started whether a run may have come of it
     * @return the ids of all requests of the start if this was the last of them, and it was counted; else none
     */
    Set<String> leave(Name name, Count count, boolean started) {
        Set<String> last = new HashSet<>();
        underWay.computeIfPresent(name, (same, present) -> {
            count.kept |= started;
            count.requests--;
            if (count.requests > 0) {
                return present;
            }
            if (count.counted) {
                last.addAll(count.requestIds);
            }
            return null;
        });
        return last;
    }
}
