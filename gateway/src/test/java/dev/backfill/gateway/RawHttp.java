package dev.backfill.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that sends whatever bytes it likes. */
public final class RawHttp {
    /** What came back until the connection was closed; status 0 if it was closed without an answer. */
    public record Answer(int status, List<String> headers, String body) {
        public @Nullable String header(String name) {
            return headers.stream()
                    .filter(header -> header.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                    .map(header -> header.substring(name.length() + 2))
                    .findFirst()
                    .orElse(null);
        }

        /** The problem's type, or {@code none}. */
        public String problem() {
            return body.contains("\"type\":\"/problems/") ? body.replaceAll("(?s).*\"type\":\"/problems/([a-z-]+)\".*", "$1") : "none";
        }
    }

    private static final int LONGEST_WAIT_MILLIS = 20_000;

    private RawHttp() {}

    /** Sends the text in ISO-8859-1 and reads until the server closes the connection, which it has to within 20 seconds. */
    public static Answer exchange(int port, String request) {
        try (Socket socket = connect(port)) {
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            } catch (SocketException closedMeanwhile) {
                // What it has answered before can still be read.
            }
            return read(socket);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        return socket;
    }

    public static Answer read(Socket socket) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (SocketException reset) {
            // As good as closed.
        }
        return parse(bytes.toString(StandardCharsets.ISO_8859_1));
    }

    private static Answer parse(String text) {
        if (text.isEmpty()) {
            return new Answer(0, List.of(), "");
        }
        int end = text.indexOf("\r\n\r\n");
        List<String> head = List.of(text.substring(0, end).split("\r\n"));
        return new Answer(Integer.parseInt(head.getFirst().split(" ")[1]), head.subList(1, head.size()), text.substring(end + 4));
    }
}
