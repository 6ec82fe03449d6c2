package dev.backfill.standalone.watch;

import dev.backfill.standalone.process.Pause;
import java.util.function.Consumer;

/** Follows a run to its end. */
public final class RunWatch {
    private static final long POLL_MILLISECONDS = 250;

    private final GatewayClient gateway;
    private final Console console;
    private final Consumer<RunView> observer;

    /** @param observer gets each view of a run that is still under way */
    public RunWatch(GatewayClient gateway, Console console, Consumer<RunView> observer) {
        this.gateway = gateway;
        this.console = console;
        this.observer = observer;
    }

    /**
     * Returns the run once it is at its end.
     *
     * @throws GatewayException if the gateway refuses, stays away for 3 minutes, or this thread is interrupted
     */
    public RunView follow(String id) {
        while (true) {
            RunView run = gateway.run(id);
            if (run.isFinal()) {
                console.clearProgress();
                return run;
            }
            console.progress(ProgressLine.of(run));
            observer.accept(run);
            Pause.milliseconds(POLL_MILLISECONDS);
        }
    }
}
