package dev.backfill.simulator.shared;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The folder {@code ../shared} beside this repository, which is no part of it: vendors' documents and real recorded answers. The
 * variable {@code SHARED_FOLDER} names another. Tests that read it are annotated with {@link ReadsShared}.
 */
public final class Shared {
    private Shared() {}

    /** The folder, whether it is there or not. */
    public static Path folder() {
        String named = System.getenv("SHARED_FOLDER");
        return named == null ? project().resolveSibling("shared") : Path.of(named);
    }

    /** A file or folder of recorded answers, such as {@code jira/adf.json}. */
    public static Path data(String path) {
        return folder().resolve("data").resolve(path);
    }

    public static boolean isPresent() {
        return Files.isDirectory(folder());
    }

    /** The folder that holds the modules. */
    static Path project() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve(".mvn")))
                .findFirst()
                .orElseThrow();
    }
}
