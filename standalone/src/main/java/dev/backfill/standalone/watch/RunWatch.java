package dev.backfill.standalone.watch;

import dev.backfill.standalone.process.Pause;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Follows runs to their ends. */
public final class RunWatch {
    private static final long POLL_MILLISECONDS = 250;

    private final GatewayClient gateway;
    private final Console console;
    private final Consumer<List<RunView>> observer;

    /** @param observer gets each view of the runs while one of them is still under way */
    public RunWatch(GatewayClient gateway, Console console, Consumer<List<RunView>> observer) {
        this.gateway = gateway;
        this.console = console;
        this.observer = observer;
    }

    /**
     * Returns the runs, in their order, once all are at their ends.
     *
     * @throws GatewayException if the gateway refuses, stays away for 3 minutes, or this thread is interrupted
     */
    public List<RunView> follow(List<String> ids) {
        List<RunView> runs = new ArrayList<>(ids.stream().map(gateway::run).toList());
        while (!runs.stream().allMatch(RunView::isFinal)) {
            console.progress(runs.stream().map(ProgressLine::of).toList());
            observer.accept(List.copyOf(runs));
            Pause.milliseconds(POLL_MILLISECONDS);
            runs.replaceAll(run -> run.isFinal() ? run : gateway.run(run.id()));
        }
        console.clearProgress();
        return List.copyOf(runs);
    }
}
