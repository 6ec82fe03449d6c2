package dev.backfill.standalone.part;

import dev.backfill.standalone.process.ProcessSpec;
import dev.backfill.standalone.process.Readiness;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Temporal's dev server with its UI, on the loopback address, with its histories in the home folder.
 *
 * @param binary the {@code temporal} command line tool
 */
public record TemporalDevServer(Home home, Path binary, int port, int uiPort) {
    /**
     * Finds or installs the server; starts nothing.
     *
     * @throws PrerequisiteException if it has to be installed and cannot be
     */
    public static TemporalDevServer prepare(Home home, Path tools, int port, int uiPort, Consumer<String> notices) {
        return new TemporalDevServer(home, TemporalBinary.find(tools, notices), port, uiPort);
    }

    /** How to run it; ready once its frontend accepts connections. */
    public ProcessSpec process() {
        List<String> command = List.of(
                binary.toString(), "server", "start-dev",
                "--ip", "127.0.0.1", "--port", String.valueOf(port),
                "--ui-port", String.valueOf(uiPort), "--ui-disable-news-fetch",
                "--db-filename", home.temporal().toString(),
                // The usual rollback journal is a file that is made, synced and removed with every transaction.
                "--sqlite-pragma", "journal_mode=wal",
                "--log-level", "warn");
        return ProcessSpec.of("temporal", command, Map.of(), Readiness.accepts(port));
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public URI ui() {
        return URI.create("http://127.0.0.1:" + uiPort);
    }
}
