package dev.backfill.standalone.part;

import dev.backfill.standalone.process.ProcessSpec;
import dev.backfill.standalone.process.Readiness;
import dev.backfill.workflows.source.Sources;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The HTTP edge.
 *
 * @param managementPort where it serves health and metrics to this machine alone
 */
public record Gateway(Path project, Connections connections, int port, int managementPort) {
    private static final String MANY = "1000000";

    /** How to run it; ready once its own readiness says so. */
    public ProcessSpec process() {
        Map<String, String> environment = connections.shared();
        environment.put("ADMIN_API_KEY", connections.adminKey());
        environment.put("JWT_SECRET", connections.jwtSecret());
        environment.put("BACKFILL_ENVIRONMENT", "development");
        // Whoever is on this machine watches its one run closely, and starts as many as they like.
        environment.put("BACKFILL_LIMITS_HOUR", MANY);
        environment.put("BACKFILL_LIMITS_DAY", MANY);
        environment.put(
                "BACKFILL_LIMITS_STARTS_PER_HOUR",
                Sources.all().stream().map(source -> source.id() + "=" + MANY).collect(Collectors.joining(",")));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", String.valueOf(port));
        environment.put("BACKFILL_MANAGEMENT_PORT", String.valueOf(managementPort));
        JavaModule module = new JavaModule(
                project, "gateway", "dev.backfill.gateway.Gateway", List.of("-Xmx256m"));
        return module.process("gateway", List.of(), environment, Readiness.answers(URI.create(base() + "/health/ready")));
    }

    /** What Prometheus scrapes. */
    public URI metrics() {
        return URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus");
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }
}
