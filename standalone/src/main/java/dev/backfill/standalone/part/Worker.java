package dev.backfill.standalone.part;

import dev.backfill.standalone.process.ProcessSpec;
import dev.backfill.standalone.process.Readiness;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One worker process.
 *
 * @param sources environment that says which sources, and how fast
 */
public record Worker(Path project, Connections connections, Map<String, String> sources) {
    /**
     * How to run a worker; ready once it polls.
     *
     * @param number from 0
     * @param metricsPort where it serves metrics to this machine alone
     */
    public ProcessSpec process(int number, int metricsPort) {
        Map<String, String> environment = connections.shared();
        environment.put("BACKFILL_WORKERS_METRICS_PORT", String.valueOf(metricsPort));
        environment.putAll(sources);
        // A handful at once fills the two cores that a small machine has; each holds two pages in memory.
        environment.put("BACKFILL_WORKERS_ACTIVITIES", "4");
        // glibc would otherwise keep an arena of freed memory for nearly every thread.
        environment.put("MALLOC_ARENA_MAX", "2");
        JavaModule module = new JavaModule(project, "workers", "dev.backfill.workers.Workers", List.of("-Xms272m", "-Xmx272m", "-Xmn176m", "-XX:ReservedCodeCacheSize=64m", "-XX:MaxMetaspaceSize=128m"));
        return module.process("worker-" + (number + 1), List.of(), environment, Readiness.writes("workers ready"));
    }
}
