package dev.backfill.standalone.part;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds the folder of the source tree, from which each part's class path is taken. */
public final class ProjectFolder {
    private ProjectFolder() {}

    /**
     * The folder that holds the modules, looked for upwards from this class and from the working directory.
     *
     * @throws PrerequisiteException if neither is inside the source tree
     */
    public static Path find() {
        return Stream.of(codeLocation(), Path.of("").toAbsolutePath())
                .flatMap(start -> Stream.iterate(start, folder -> folder != null, Path::getParent))
                .filter(ProjectFolder::isProject)
                .findFirst()
                .orElseThrow(() -> new PrerequisiteException("the project's folder was not found: start ./run from a clone of it"));
    }

    private static boolean isProject(Path folder) {
        return Files.isRegularFile(folder.resolve("pom.xml"))
                && Stream.of("simulator", "workers", "gateway", "standalone").allMatch(module -> Files.isDirectory(folder.resolve(module)));
    }

    private static Path codeLocation() {
        try {
            return Path.of(ProjectFolder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path holds something that is not a file", e);
        }
    }
}
