package dev.backfill.gateway.event;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.event.RunHub.Attached;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.store.event.RunEventStore;
import dev.backfill.store.event.RunNotifications;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** The hubs of all runs that are watched at this gateway, fed by one session that listens to PostgreSQL. */
@Component
class RunHubs implements RunNotifications.Listener, SmartLifecycle {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final RunNotifications notifications;
    private final RunEventStore store;
    private final WatchedRuns runs;
    private final BlockingCalls blocking;
    private final JsonMapper json;
    private final Map<String, HubRefresh> hubs = new ConcurrentHashMap<>();
    private final Disposable.Swap work = Disposables.swap();
    private volatile boolean running;

    RunHubs(RunNotifications notifications, RunEventStore store, WatchedRuns runs, BlockingCalls blocking, JsonMapper json) {
        this.notifications = notifications;
        this.store = store;
        this.runs = runs;
        this.blocking = blocking;
        this.json = json;
    }

    /** As {@link RunHub#hasMoreAfter}. Blocks. */
    boolean hasMoreAfter(EventId position) {
        return using(position.runId(), hub -> hub.hasMoreAfter(position));
    }

    /** As {@link RunHub#attach}. Blocks. */
    Attached attach(String runId, Watcher watcher, long position) {
        return using(runId, hub -> hub.attach(watcher, position));
    }

    /** Does not block. */
    void detach(String runId, Watcher watcher) {
        HubRefresh refresh = hubs.get(runId);
        if (refresh != null) {
            refresh.hub().detach(watcher);
        }
    }

    private <T> T using(String runId, Function<RunHub, T> use) {
        if (!runs.canExist(runId)) {
            throw new ProblemException(ProblemType.UNKNOWN_BACKFILL, "No backfill has this id.");
        }
        HubRefresh refresh =
                hubs.computeIfAbsent(runId, id -> new HubRefresh(new RunHub(id, store, runs, json), blocking));
        try {
            return use.apply(refresh.hub());
        } catch (RuntimeException failure) {
            if (!refresh.hub().isWatched()) {
                // There may be no such run.
                hubs.remove(runId, refresh);
            }
            throw failure;
        }
    }

    @Override
    public void connected() {
        hubs.values().forEach(HubRefresh::changed);
    }

    @Override
    public void changed(String runId) {
        HubRefresh refresh = hubs.get(runId);
        if (refresh != null) {
            refresh.changed();
        }
    }

    @Override
    public void progressed(String runId) {
        HubRefresh refresh = hubs.get(runId);
        if (refresh != null) {
            refresh.progressed();
        }
    }

    private void tick() {
        hubs.values().forEach(HubRefresh::tick);
        if (hubs.values().stream().anyMatch(HubRefresh::isIdle)) {
            blocking.call(this::forgetIdle).subscribe();
        }
    }

    private boolean forgetIdle() {
        hubs.values().removeIf(refresh -> refresh.isIdle() && refresh.closesIfIdle());
        return true;
    }

    @Override
    public void start() {
        running = true;
        work.update(Disposables.composite(
                blocking.keep(() -> notifications.listen(this)),
                Flux.interval(TICK).onBackpressureDrop().subscribe(tick -> tick())));
    }

    @Override
    public void stop() {
        running = false;
        work.update(Disposables.disposed());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
