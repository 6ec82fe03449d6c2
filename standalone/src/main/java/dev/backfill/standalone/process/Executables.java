package dev.backfill.standalone.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that the machine may have. */
public final class Executables {
    private static final Optional<Path> SETSID = find("setsid");

    private Executables() {}

    /** The first program of this name on the PATH. */
    public static Optional<Path> find(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name))
                .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
                .findFirst();
    }

    /** The {@code java} that runs this process. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * The command in a session of its own, so that Ctrl-C reaches the supervisor alone, which then stops the parts in order.
     * Where the machine has no {@code setsid}, the command as it is: it gets the Ctrl-C as well, which also ends it.
     */
    static List<String> inOwnSession(List<String> command) {
        List<String> detached = new ArrayList<>();
        SETSID.ifPresent(setsid -> detached.add(setsid.toString()));
        detached.addAll(command);
        return detached;
    }
}
