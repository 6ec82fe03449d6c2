package dev.backfill.standalone.process;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/**
 * A small process that ends the others when the supervisor is gone without having done so, however it went: it holds a
 * pipe from the supervisor, and the operating system closes that pipe in any case.
 */
public final class Warden implements AutoCloseable {
    private static final String NAME = "warden";

    private final Process process;
    private final ProcessRecords records;

    private Warden(Process process, ProcessRecords records) {
        this.process = process;
        this.records = records;
    }

    /** Starts it for the processes recorded in this folder. */
    public static Warden watch(Path recordsFolder, Path log) throws IOException {
        Process process = new ProcessBuilder(command(recordsFolder))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        ProcessRecords records = new ProcessRecords(recordsFolder);
        records.add(NAME, process.toHandle());
        return new Warden(process, records);
    }

    /** Ends the warden only. Called last, when the supervisor has ended the others itself. */
    @Override
    public void close() {
        records.remove(NAME);
        process.destroyForcibly();
    }

    /** Waits for the end of its standard input, then ends every process recorded in the folder given as argument. */
    public static void main(String[] arguments) throws IOException {
        while (System.in.read() >= 0) {
            // Nothing is ever written: only the end counts.
        }
        ProcessRecords records = new ProcessRecords(Path.of(arguments[0]));
        records.remove(NAME);
        records.endAll();
    }

    private static List<String> command(Path recordsFolder) {
        return Executables.inOwnSession(List.of(
                Executables.java(), "-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-cp", ownClassPath(), Warden.class.getName(), recordsFolder.toString()));
    }

    private static String ownClassPath() {
        try {
            return new File(Warden.class.getProtectionDomain().getCodeSource().getLocation().toURI()).getPath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path holds something that is not a file", e);
        }
    }
}
