package dev.backfill.workers.pull;

import io.temporal.activity.Activity;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Runs the work of long activities with a {@link Heartbeat}. */
@Component
public class Heartbeats {
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(2, Thread.ofPlatform().daemon().name("heartbeat-", 0).factory());

    /**
     * Must be called on the activity's own thread.
     *
     * @throws io.temporal.client.ActivityCompletionException if Temporal ended the activity while it worked, whatever the work
     *     itself made of being interrupted
     */
    public <T> T during(Function<Heartbeat, T> work) {
        try (Heartbeat heartbeat = new Heartbeat(Activity.getExecutionContext(), timer)) {
            try {
                return work.apply(heartbeat);
            } catch (RuntimeException failure) {
                heartbeat.rethrowIfEnded();
                throw failure;
            }
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
