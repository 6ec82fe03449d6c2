package dev.backfill.standalone.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How to run a process.
 *
 * @param name unique in the system, such as {@code worker-1}; also names its log
 * @param environment added to this process's own; a value may be a secret and is never shown
 * @param startDeadline how long it may take from launch to readiness
 * @param passes whether this output of a process that ended before it was ready tells of something that passes by itself;
 *     a first start is then tried again until the deadline
 * @param stopSignal the name of the signal that asks it to end, such as {@code TERM}
 * @param beforeLaunch runs before each launch, restarts included
 */
public record ProcessSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Readiness readiness,
        Duration startDeadline,
        Predicate<String> passes,
        String stopSignal,
        Runnable beforeLaunch) {
    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** A process that is launched as it is, once, and ends at SIGTERM. */
    public static ProcessSpec of(String name, List<String> command, Map<String, String> environment, Readiness readiness) {
        return new ProcessSpec(name, command, environment, readiness, Duration.ofSeconds(90), output -> false, "TERM", () -> {});
    }
}
