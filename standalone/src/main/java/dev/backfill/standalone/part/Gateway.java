package dev.backfill.standalone.part;

import dev.backfill.standalone.process.ProcessSpec;
import dev.backfill.standalone.process.Readiness;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The HTTP edge. */
public record Gateway(Path project, Connections connections, int port) {
    /** How to run it; ready once its own readiness says so. */
    public ProcessSpec process() {
        Map<String, String> environment = connections.shared();
        environment.put("ADMIN_API_KEY", connections.adminKey());
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", String.valueOf(port));
        JavaModule module = new JavaModule(
                project, "gateway", "dev.backfill.gateway.Gateway", List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
        return module.process("gateway", List.of(), environment, Readiness.answers(URI.create(base() + "/health/ready")));
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }
}
