package dev.backfill.standalone.process;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One life of a part, from launch to end. */
final class ProcessLife {
    private static final int LINES_SHOWN = 15;

    private final ProcessSpec spec;
    private final LogFile log;
    private final Process process;
    private final long logOffset;
    private final long launchedAt = System.nanoTime();
    private volatile boolean suspended;

    private ProcessLife(ProcessSpec spec, LogFile log, Process process, long logOffset) {
        this.spec = spec;
        this.log = log;
        this.process = process;
        this.logOffset = logOffset;
    }

    static ProcessLife launch(ProcessSpec spec, LogFile log) {
        spec.beforeLaunch().run();
        long logOffset = log.size();
        ProcessBuilder builder = new ProcessBuilder(Executables.inOwnSession(spec.command()))
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        builder.environment().putAll(spec.environment());
        try {
            return new ProcessLife(spec, log, builder.start(), logOffset);
        } catch (IOException e) {
            throw new StartException(spec.name() + " could not be launched: " + e.getMessage());
        }
    }

    Process process() {
        return process;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - launchedAt);
    }

    boolean isRunning() {
        return process.isAlive();
    }

    boolean isReady() {
        return !suspended && process.isAlive() && spec.readiness().isReady(() -> log.since(logOffset)) && process.isAlive();
    }

    void suspend() {
        Signal.send("STOP", process.pid());
        suspended = true;
    }

    void resume() {
        Signal.send("CONT", process.pid());
        suspended = false;
    }

    void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(30));
    }

    /** Asks it to end, and insists after the deadline. */
    void stop(Duration deadline) {
        Signal.send(spec.stopSignal(), process.pid());
        if (suspended) {
            resume();
        }
        if (!awaitEnd(deadline)) {
            kill();
        }
    }

    /** Its exit code for a message: a number, or what is known instead. */
    String exitCode() {
        return process.isAlive() ? "unknown" : String.valueOf(process.exitValue());
    }

    /** Whether it ended for a reason that passes by itself. */
    boolean isWorthAnotherTry() {
        return !process.isAlive() && spec.passes().test(log.since(logOffset));
    }

    /** What happened, and the last lines of the log of this life. */
    String report(String whatHappened) {
        StringBuilder report = new StringBuilder(spec.name() + " " + whatHappened + "; the end of " + log.path() + ":");
        log.tail(logOffset, LINES_SHOWN).forEach(line -> report.append("\n    ").append(line));
        return report.toString();
    }

    private boolean awaitEnd(Duration deadline) {
        try {
            return process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
