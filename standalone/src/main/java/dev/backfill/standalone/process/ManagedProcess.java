package dev.backfill.standalone.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One part of the system as a process: started once it is ready, started again when it ends unasked, and stopped in the end.
 * The methods that tests use to hurt it ({@link #kill}, {@link #suspend}) act on the process that runs at that moment.
 * Safe for use by several threads.
 */
public final class ManagedProcess implements AutoCloseable {
    private static final long POLL_MILLISECONDS = 50;
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(8);

    private final ProcessSpec spec;
    private final LogFile log;
    private final ProcessRecords records;
    private final Consumer<String> notices;
    private final RestartPauses pauses = new RestartPauses();

    // Guarded by this. A process is wanted from the moment it was first ready until it is stopped.
    private boolean wanted;
    private boolean closed;
    private int restarts;
    private @Nullable ProcessLife life;

    /**
     * @param logFolder where {@code NAME.log} is written
     * @param records keeps the process findable should this one be killed
     * @param notices gets a line for the user when the process ended unasked and was started again
     */
    public ManagedProcess(ProcessSpec spec, Path logFolder, ProcessRecords records, Consumer<String> notices) {
        this.spec = spec;
        this.log = new LogFile(logFolder.resolve(spec.name() + ".log"));
        this.records = records;
        this.notices = notices;
    }

    public String name() {
        return spec.name();
    }

    public Path log() {
        return log.path();
    }

    /** How often it was started again because it ended unasked. */
    public synchronized int restarts() {
        return restarts;
    }

    /** The process id, or -1 at a moment when none is running. */
    public synchronized long pid() {
        return life != null && life.isRunning() ? life.process().pid() : -1;
    }

    public boolean isRunning() {
        return pid() >= 0;
    }

    /** True if it runs and would do its work now. */
    public boolean isReady() {
        ProcessLife asked = life();
        return asked != null && asked.isReady();
    }

    /**
     * Launches it and returns when it is ready. Does nothing if it is running already.
     *
     * @throws StartException if it ends before that, or takes longer than its deadline
     */
    public void start() {
        long giveUpAt = System.nanoTime() + spec.startDeadline().toNanos();
        while (!isRunning()) {
            launch();
            try {
                awaitReady(spec.startDeadline());
            } catch (StartException e) {
                ProcessLife failed = life();
                if (failed == null || !failed.isWorthAnotherTry() || System.nanoTime() > giveUpAt) {
                    stop();
                    throw e;
                }
                Pause.milliseconds(300);
            }
        }
        watch();
    }

    /**
     * Waits until it is ready, for example after {@link #kill}.
     *
     * @throws StartException if that takes longer than the deadline, or if it ended and is not to be started again
     */
    public void awaitReady(Duration deadline) {
        long giveUpAt = System.nanoTime() + deadline.toNanos();
        while (!isReady()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new StartException("interrupted while waiting for " + name());
            }
            failIfEndedForGood();
            if (System.nanoTime() > giveUpAt) {
                throw failure("was not ready within " + deadline.toSeconds() + " s");
            }
            Pause.milliseconds(POLL_MILLISECONDS);
        }
    }

    /** {@code kill -9}. Returns the id of the process killed, once it is gone; the supervisor then starts another. */
    public long kill() {
        ProcessLife victim = running();
        victim.kill();
        return victim.process().pid();
    }

    /** {@code SIGSTOP}: it stands still and knows nothing of it, until {@link #resume}. */
    public void suspend() {
        running().suspend();
    }

    /** {@code SIGCONT}. */
    public void resume() {
        running().resume();
    }

    /** Asks it to end, insists after a while, and leaves it down until {@link #start}. */
    public void stop() {
        ProcessLife ending;
        synchronized (this) {
            wanted = false;
            ending = life;
        }
        if (ending != null && ending.isRunning()) {
            ending.stop(STOP_DEADLINE);
        }
        records.remove(name());
    }

    /** Stops it for good: a later start is refused. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        stop();
    }

    private synchronized void launch() {
        if (closed) {
            throw new StartException(name() + " is not started: the system is stopping");
        }
        ProcessLife launched = ProcessLife.launch(spec, log);
        life = launched;
        records.add(name(), launched.process().toHandle());
        launched.process().onExit().thenAcceptAsync(gone -> ended(launched), Thread::startVirtualThread);
    }

    /** From here on an unasked end is answered by a restart; one that happened a moment ago as well. */
    private synchronized void watch() {
        wanted = true;
        ProcessLife current = life;
        if (current != null && !current.isRunning()) {
            Thread.startVirtualThread(() -> ended(current));
        }
    }

    private void ended(ProcessLife gone) {
        while (isToBeReplaced(gone)) {
            Pause.milliseconds(pauseBefore(gone));
            try {
                replace(gone);
            } catch (RuntimeException e) {
                notices.accept(String.valueOf(e.getMessage()));
            }
        }
    }

    private synchronized boolean isToBeReplaced(ProcessLife gone) {
        return life == gone && wanted && !closed;
    }

    private synchronized long pauseBefore(ProcessLife gone) {
        return pauses.next(gone);
    }

    private void replace(ProcessLife gone) {
        synchronized (this) {
            if (!isToBeReplaced(gone)) {
                return;
            }
            launch();
            restarts++;
        }
        if (gone.isWorthAnotherTry()) {
            return;
        }
        notices.accept(name() + " ended (exit code " + gone.exitCode() + ") and was started again, pid " + pid());
    }

    private void failIfEndedForGood() {
        synchronized (this) {
            if (wanted || life == null || life.isRunning()) {
                return;
            }
        }
        throw failure("ended before it was ready");
    }

    private StartException failure(String whatHappened) {
        ProcessLife failed = life();
        return new StartException(failed == null ? name() + " " + whatHappened : failed.report(whatHappened));
    }

    private synchronized @Nullable ProcessLife life() {
        return life;
    }

    private ProcessLife running() {
        ProcessLife current = life();
        if (current == null || !current.isRunning()) {
            throw new IllegalStateException(name() + " is not running at this moment");
        }
        return current;
    }
}
