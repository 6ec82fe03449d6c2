package dev.backfill.gateway.event;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.store.event.RunEvents;
import dev.backfill.store.event.RunEventStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events of one run, read once for all who watch it at this gateway. All methods block, but those that say otherwise. What
 * changes is under the lock; PostgreSQL is asked under it too, so that a thousand who come at once ask once.
 */
final class RunHub {
    private static final int MOST_KEPT = 512;
    private static final int PAGE = 256;

    /**
     * What a watcher gets at first.
     *
     * @param messages to send now
     * @param position the number of the last event among them, or where it stood if there is none
     */
    record Attached(List<Message> messages, long position, Next next) {}

    enum Next {
        /** There is more to read: attach again from the position. */
        MORE,
        /** The watcher is offered all that follows. */
        LIVE,
        /** The run has ended, and nothing follows. */
        ENDED
    }

    private final String runId;
    private final RunEventStore store;
    private final WatchedRuns runs;
    private final JsonMapper json;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    /** The latest events: all those with numbers after {@code before}, up to {@code last}. */
    private final Deque<Message> recent = new ArrayDeque<>();

    private long before;
    private long last;
    private @Nullable RunEvents run;
    private @Nullable Message end;
    private WatchedRuns.@Nullable Snapshot progress;
    private boolean closed;

    RunHub(String runId, RunEventStore store, WatchedRuns runs, JsonMapper json) {
        this.runId = runId;
        this.store = store;
        this.runs = runs;
        this.json = json;
    }

    /** Does not block. */
    boolean isWatched() {
        return !watchers.isEmpty();
    }

    /** Does not block. */
    void detach(Watcher watcher) {
        watchers.remove(watcher);
    }

    /**
     * Whether a stream from here has anything to send, or will have.
     *
     * @throws ProblemException of status 404 if there is no such run, 400 if the run never got so far
     */
    boolean hasMoreAfter(EventId position) {
        return locked(() -> {
            requireReached(position.number());
            return !(position.ended() && end != null && end.number() == position.number());
        });
    }

    /** @throws ProblemException as {@link #hasMoreAfter} */
    Attached attach(Watcher watcher, long position) {
        long kept = locked(() -> {
            requireReached(position);
            return before;
        });
        if (position < kept) {
            List<Message> older = older(position, kept);
            if (!older.isEmpty()) {
                return new Attached(older, older.getLast().number(), Next.MORE);
            }
        }
        return locked(() -> attachToRecent(watcher, Math.max(position, kept)));
    }

    private Attached attachToRecent(Watcher watcher, long position) {
        if (closed || position < before) {
            // Another hub has taken over, or so much has happened since that what follows is no longer kept.
            return new Attached(List.of(), position, Next.MORE);
        }
        List<Message> messages = new ArrayList<>(recent.stream().filter(message -> message.number() > position).toList());
        if (progress != null) {
            messages.add(Message.ofProgress(runId, last, progress.json()));
        }
        if (end != null) {
            messages.add(end);
            return new Attached(messages, last, Next.ENDED);
        }
        watchers.add(watcher);
        return new Attached(messages, last, Next.LIVE);
    }

    private List<Message> older(long position, long kept) {
        return store.after(runId, position, PAGE).orElseThrow(RunHub::unknown).events().stream()
                .filter(event -> event.number() <= kept)
                .map(event -> Message.of(runId, event, json))
                .toList();
    }

    /** Another gateway may have sent what this one has not heard of yet. */
    private void requireReached(long position) {
        if (run == null) {
            load();
        }
        if (position > last) {
            readOn();
        }
        if (position > last) {
            throw EventId.foreign();
        }
    }

    private void load() {
        RunEvents latest = store.latest(runId, MOST_KEPT).orElseThrow(RunHub::unknown);
        before = latest.events().isEmpty() ? latest.last() : latest.events().getFirst().number() - 1;
        last = before;
        accept(latest);
        last = latest.last();
        readProgressNow();
        endIfFinal();
    }

    /** Reads what is new and offers it to all. */
    void refresh() {
        locked(() -> {
            if (run != null) {
                readOn();
            }
            return true;
        });
    }

    private void readOn() {
        RunEvents page;
        do {
            page = store.after(runId, last, PAGE).orElse(null);
            if (page == null) {
                // It could not be started, and was forgotten.
                watchers.forEach(Watcher::disconnect);
                watchers.clear();
                return;
            }
            accept(page);
        } while (page.events().size() == PAGE);
        endIfFinal();
    }

    private void accept(RunEvents page) {
        page.events().forEach(event -> {
            Message message = Message.of(runId, event, json);
            recent.addLast(message);
            last = message.number();
            publish(message);
        });
        if (page.events().size() < PAGE) {
            // Those that are not there any more were pruned.
            last = Math.max(last, page.last());
        }
        while (recent.size() > MOST_KEPT) {
            before = recent.removeFirst().number();
        }
        run = page;
    }

    private void endIfFinal() {
        if (run == null || !run.state().isFinal()) {
            end = null;
        } else if (end == null || end.number() != last) {
            readProgressNow();
            end = Message.ofEnd(runId, run, json);
            publish(end);
            watchers.clear();
        }
    }

    /** Reads how far the run is, and offers it to all if anything has changed. */
    void refreshProgress() {
        locked(() -> {
            if (run != null && end == null) {
                readProgressNow();
            }
            return true;
        });
    }

    private void readProgressNow() {
        RunEvents now = run;
        if (now == null) {
            return;
        }
        WatchedRuns.Snapshot snapshot = runs.progress(runId, now.state(), now.finishedAt());
        boolean changed = progress == null || !progress.numbers().equals(snapshot.numbers());
        progress = snapshot;
        if (changed) {
            publish(Message.ofProgress(runId, last, snapshot.json()));
        }
    }

    private void publish(Message message) {
        watchers.removeIf(watcher -> !watcher.offer(message));
    }

    /** Ends its use if nobody watches: no one can attach to it any more. */
    boolean closeIfIdle() {
        return locked(() -> {
            closed = watchers.isEmpty();
            return closed;
        });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.UNKNOWN_BACKFILL, "No backfill has this id.");
    }
}
