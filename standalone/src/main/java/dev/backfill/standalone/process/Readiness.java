package dev.backfill.standalone.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;

/** When a process counts as ready. Asked several times a second, and never of a process that has ended. */
@FunctionalInterface
public interface Readiness {
    /** @param output what the process has written to its log since it was launched */
    boolean isReady(Supplier<String> output);

    /** Ready once it has written this text. */
    static Readiness writes(String text) {
        return output -> output.get().contains(text);
    }

    /** Ready while a connection to this port of the loopback address is accepted. */
    static Readiness accepts(int port) {
        return output -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return true;
            } catch (IOException e) {
                return false;
            }
        };
    }

    /** Ready while a GET of this address is answered with 200. */
    static Readiness answers(URI address) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        return output -> {
            try {
                return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }
}
