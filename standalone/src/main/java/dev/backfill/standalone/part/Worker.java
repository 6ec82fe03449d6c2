package dev.backfill.standalone.part;

import dev.backfill.standalone.process.ProcessSpec;
import dev.backfill.standalone.process.Readiness;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One worker process.
 *
 * @param jira environment that says which Jira, and how fast
 */
public record Worker(Path project, Connections connections, Map<String, String> jira) {
    /** How to run the worker of this number (from 0); ready once it polls. */
    public ProcessSpec process(int number) {
        Map<String, String> environment = connections.shared();
        environment.putAll(jira);
        JavaModule module = new JavaModule(project, "workers", "dev.backfill.workers.Workers", List.of("-Xmx320m"));
        return module.process("worker-" + (number + 1), List.of(), environment, Readiness.writes("workers ready"));
    }
}
