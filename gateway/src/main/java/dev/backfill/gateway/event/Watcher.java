package dev.backfill.gateway.event;

import java.util.Queue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;
import reactor.util.concurrent.Queues;

/** One who watches a run. Holds so many messages for it and no more: whoever falls further behind is dropped. */
final class Watcher {
    private static final int MOST_WAITING = 1_024;

    private final Queue<Message> waiting = Queues.<Message>get(MOST_WAITING).get();
    private final Sinks.Many<Message> messages = Sinks.many().unicast().onBackpressureBuffer(waiting);
    private final Runnable disconnect;

    /** @param disconnect closes the connection, whatever is still to be sent on it; may be called from any thread, and repeatedly */
    Watcher(Runnable disconnect) {
        this.disconnect = disconnect;
    }

    /** What was {@link #offer offered}. Is subscribed to once. */
    Flux<Message> messages() {
        return messages.asFlux();
    }

    /**
     * Offers by one thread at a time.
     *
     * @return false if this one is gone, or was too slow and is dropped
     */
    boolean offer(Message message) {
        EmitResult result = messages.tryEmitNext(message);
        if (result == EmitResult.FAIL_OVERFLOW || result == EmitResult.FAIL_ZERO_SUBSCRIBER) {
            disconnect();
        }
        return result.isSuccess();
    }

    void disconnect() {
        disconnect.run();
    }
}
