package dev.backfill.standalone.part;

import dev.backfill.standalone.process.Executables;
import dev.backfill.standalone.process.ProcessSpec;
import dev.backfill.standalone.process.Readiness;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A module of this project that runs as a process of its own, with nothing but its own class path.
 *
 * @param project the project's folder
 * @param name the module's folder in it
 * @param mainClass full name
 * @param options for the virtual machine
 */
record JavaModule(Path project, String name, String mainClass, List<String> options) {
    /** How to run it, with these arguments, as the process of this name. */
    ProcessSpec process(String processName, List<String> arguments, Map<String, String> environment, Readiness readiness) {
        List<String> command = new ArrayList<>();
        command.add(Executables.java());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), mainClass));
        command.addAll(arguments);
        return ProcessSpec.of(processName, command, environment, readiness);
    }

    private String classPath() {
        Path list = project.resolve(name).resolve("target/classpath");
        try {
            Stream<String> dependencies = Stream.of(Files.readString(list).trim().split(File.pathSeparator));
            return Stream.concat(Stream.of(classes(name)), dependencies.map(this::fresh))
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new PrerequisiteException(list + " is missing: build the project first, with `mvn package -DskipTests`");
        }
    }

    /** A jar of this project may be older than what was compiled last. */
    private String fresh(String entry) {
        Path path = Path.of(entry);
        Path target = path.getParent();
        boolean ours = path.startsWith(project) && target != null && target.endsWith("target");
        return ours ? classes(target.getParent().getFileName().toString()) : entry;
    }

    private String classes(String module) {
        return project.resolve(module).resolve("target/classes").toString();
    }
}
