package dev.backfill.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends a signal by name. The shell's own {@code kill} is used, as not every small machine has the program. */
final class Signal {
    private Signal() {}

    static void send(String name, long pid) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -\"$1\" \"$2\"", "sh", name, String.valueOf(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send SIG" + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
