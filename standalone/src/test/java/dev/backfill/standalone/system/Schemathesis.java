package dev.backfill.standalone.system;

import dev.backfill.standalone.part.ProjectFolder;
import dev.backfill.standalone.part.PythonEnvironment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Schemathesis, which makes requests of an OpenAPI document and holds the answers against it; installed from PyPI when first used. */
final class Schemathesis {
    private static final Path SETTINGS = ProjectFolder.find().resolve("standalone/src/test/resources/schemathesis");
    /** Far more than it takes, so that a hanging run fails. */
    private static final long LONGEST_MINUTES = 12;

    private final Path program;

    Schemathesis(Path tools) {
        try {
            List<String> requirements = Files.readAllLines(SETTINGS.resolve("requirements.txt"));
            program = new PythonEnvironment(tools.resolve("schemathesis"), requirements)
                    .find("schemathesis", "with which the HTTP interface is tested against its document");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** @param output all that it printed */
    record Report(int exitCode, String output) {}

    /**
     * Sends requests to every operation of the document.
     *
     * @param name names the report's file in {@code target}
     * @param headers sent with every request
     * @param environment what the settings refer to
     * @param options beyond the settings
     */
    Report run(String name, URI document, Map<String, String> headers, Map<String, String> environment, List<String> options) {
        Path target = ProjectFolder.find().resolve("standalone/target");
        Path log = target.resolve("schemathesis-" + name + ".log");
        List<String> command = new ArrayList<>(List.of(
                program.toString(), "--config-file", SETTINGS.resolve("schemathesis.toml").toString(), "run", document.toString()));
        headers.forEach((header, value) -> command.addAll(List.of("--header", header + ":" + value)));
        command.addAll(options);
        ProcessBuilder program = new ProcessBuilder(command)
                .directory(target.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        program.environment().putAll(environment);
        try {
            Process process = program.start();
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                return new Report(-1, "stopped after " + LONGEST_MINUTES + " minutes\n" + Files.readString(log));
            }
            return new Report(process.exitValue(), Files.readString(log));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
