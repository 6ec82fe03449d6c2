package dev.backfill.gateway;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a class of this module as a process of its own. */
public final class JavaCommand {
    /** A process of a few seconds spends most of them on what only pays in hours. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

    private JavaCommand() {}

    /** @param options of the virtual machine */
    public static ProcessBuilder of(Class<?> main, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SHORT_LIVED);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), main.getName()));
        return new ProcessBuilder(command);
    }
}
