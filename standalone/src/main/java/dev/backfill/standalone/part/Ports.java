package dev.backfill.standalone.part;

import dev.backfill.standalone.process.Executables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address. */
public final class Ports {
    private Ports() {}

    /**
     * The port itself, or a free one for 0.
     *
     * @param option what the user would change, such as {@code --gateway-port}
     * @throws PrerequisiteException if the port is taken
     */
    public static int resolve(int port, String option) {
        if (port == 0) {
            return free();
        }
        if (!isFree(port)) {
            throw new PrerequisiteException("port " + port + " is taken" + holder(port).map(text -> " by " + text).orElse("")
                    + ": stop that, or choose another with " + option);
        }
        return port;
    }

    /**
     * Below the range that outgoing connections get theirs from: while a part is down, a client that keeps trying would
     * otherwise take the part's own port sooner or later, and even connect to itself.
     */
    private static int free() {
        return ThreadLocalRandom.current()
                .ints(200, 20_000, 32_000)
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow(() -> new PrerequisiteException("no free port was found between 20000 and 32000"));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The program and process id that listens there, as far as this user may know. */
    private static Optional<String> holder(int port) {
        return Executables.find("lsof").flatMap(lsof -> firstLine(lsof.toString(), "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN"))
                .or(() -> Executables.find("ss").flatMap(ss -> firstLine(ss.toString(), "-Hltnp", "sport = :" + port))
                        .map(line -> line.replaceFirst("(?s).*pid=(\\d+).*", "$1")))
                .filter(text -> text.matches("\\d+"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .map(process -> process.info().command().map(command -> command + ", ").orElse("") + "pid " + process.pid());
    }

    private static Optional<String> firstLine(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
