package dev.backfill.standalone.part;

import dev.backfill.standalone.process.ProcessSpec;
import dev.backfill.standalone.process.Readiness;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The vendors as a local server.
 *
 * @param others how many records the sources besides Jira have, by their ids; one that is not named has the simulator's default
 */
public record Simulator(Path project, JiraSite.Simulated site, Map<String, Integer> others, int port) {
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
        SimulatedSource.all().stream()
                .filter(source -> others.containsKey(source.id()))
                .forEach(source -> arguments.addAll(List.of(source.simulatorOption(), String.valueOf(others.get(source.id())))));
        arguments.addAll(site.moreArguments());
        JavaModule module = new JavaModule(project, "simulator", "dev.backfill.simulator.Simulator", List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
        return module.process("simulator", arguments, Map.of(), Readiness.writes("simulator listening on "));
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }
}
