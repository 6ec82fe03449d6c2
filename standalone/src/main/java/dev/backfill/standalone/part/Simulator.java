package dev.backfill.standalone.part;

import dev.backfill.standalone.process.ProcessSpec;
import dev.backfill.standalone.process.Readiness;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The vendor as a local server. */
public record Simulator(Path project, JiraSite.Simulated site, int port) {
    /** The credentials it accepts. They guard nothing. */
    public static final String USER = "backfill@example.com";

    public static final String TOKEN = "simulator-token";

    /** How to run it; ready once it says where it listens. */
    public ProcessSpec process() {
        List<String> arguments = new ArrayList<>(List.of(
                "--port", String.valueOf(port),
                "--issues", String.valueOf(site.issues()),
                "--projects", String.valueOf(site.projects()),
                "--seed", String.valueOf(site.seed()),
                "--user", USER, "--token", TOKEN));
        if (site.recorded() != null) {
            arguments.addAll(List.of("--data", site.recorded().toString()));
        }
        arguments.addAll(site.moreArguments());
        JavaModule module = new JavaModule(project, "simulator", "dev.backfill.simulator.Simulator", List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
        return module.process("simulator", arguments, Map.of(), Readiness.writes("simulator listening on "));
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The base that a client of its Jira is given. */
    public URI jira() {
        return URI.create(base() + "/jira");
    }
}
