package dev.backfill.standalone.hostile;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** How the bytes of a request are sent, once or many times; the answers come back in any order, each when its connection was closed. */
interface Delivery {
    int LONGEST_WAIT_MILLIS = 30_000;

    List<Answer> send(InetSocketAddress gateway, Message message) throws Exception;

    /** At once. */
    static Delivery whole() {
        return (gateway, message) -> List.of(exchange(gateway, message));
    }

    /** So many times, one after another. */
    static Delivery times(int times) {
        return (gateway, message) -> {
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                answers.add(exchange(gateway, message));
            }
            return answers;
        };
    }

    /** So many times, all at the same moment. */
    static Delivery atOnce(int times) {
        return (gateway, message) -> {
            List<Answer> answers = new ArrayList<>();
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                Callable<Answer> client = () -> exchange(gateway, message);
                for (Future<Answer> answer : clients.invokeAll(Collections.nCopies(times, client))) {
                    answers.add(answer.get());
                }
            }
            return answers;
        };
    }

    /** Followed by a byte or so every half second, for as long as the gateway bears it. */
    static Delivery followedSlowlyBy(String drop) {
        return (gateway, message) -> List.of(dripping(gateway, message, drop));
    }

    /** Followed by so many bytes of a body that has no end of its own, each of the chunks whole. */
    static Delivery followedBy(long bytes) {
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        return (gateway, message) -> {
            try (Socket socket = connect(gateway)) {
                long sent = 0;
                try {
                    socket.getOutputStream().write(message.bytes());
                    for (; sent < bytes; sent += 0x10000) {
                        socket.getOutputStream().write(chunk.getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (SocketException closed) {
                    return List.of(read(socket));
                }
                throw new AssertionError("the gateway has taken all of " + sent + " bytes");
            }
        };
    }

    /** Opened and left, so many times, each connection reset; then once more, as soon as the places of all those are free again. */
    static Delivery leftWhileItIsAnswered(int times) {
        return (gateway, message) -> {
            for (int i = 0; i < times; i++) {
                Socket socket = connect(gateway);
                socket.setSoLinger(true, 0);
                socket.getOutputStream().write(message.bytes());
                socket.getInputStream().read();
                socket.close();
            }
            return List.of(await().atMost(Duration.ofSeconds(10)).until(() -> exchange(gateway, message), answer -> answer.status() != 429));
        };
    }

    /** While so many others are open that have sent the same and read nothing. */
    static Delivery besides(int others) {
        return (gateway, message) -> {
            List<Socket> open = new ArrayList<>();
            try {
                for (int i = 0; i < others; i++) {
                    Socket socket = connect(gateway);
                    open.add(socket);
                    socket.getOutputStream().write(message.bytes());
                    // Its status line is there: it holds a place.
                    socket.getInputStream().read();
                }
                return List.of(exchange(gateway, message));
            } finally {
                for (Socket socket : open) {
                    socket.close();
                }
            }
        };
    }

    private static Socket connect(InetSocketAddress gateway) throws IOException {
        Socket socket = new Socket();
        socket.connect(gateway, 3_000);
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        return socket;
    }

    private static Answer exchange(InetSocketAddress gateway, Message message) throws IOException {
        try (Socket socket = connect(gateway)) {
            try {
                socket.getOutputStream().write(message.bytes());
            } catch (SocketException closedMeanwhile) {
                // What it has answered before can still be read.
            }
            return read(socket);
        } catch (SocketException refused) {
            return Answer.NONE;
        }
    }

    private static Answer dripping(InetSocketAddress gateway, Message message, String drop) throws Exception {
        try (Socket socket = connect(gateway)) {
            socket.getOutputStream().write(message.bytes());
            Thread drops = Thread.ofVirtual().start(() -> {
                try {
                    while (!socket.isClosed()) {
                        socket.getOutputStream().write(drop.getBytes(StandardCharsets.US_ASCII));
                        TimeUnit.MILLISECONDS.sleep(500);
                    }
                } catch (IOException | InterruptedException closed) {
                    // The gateway has had enough.
                }
            });
            Answer answer = read(socket);
            drops.interrupt();
            return answer;
        }
    }

    private static Answer read(Socket socket) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            byte[] part = new byte[8_192];
            for (int length = socket.getInputStream().read(part); length != -1; length = socket.getInputStream().read(part)) {
                bytes.write(part, 0, length);
                if (isStreamThatHasBegun(bytes.toString(StandardCharsets.UTF_8))) {
                    break;
                }
            }
        } catch (SocketException reset) {
            // As good as closed.
        }
        return Answer.parse(bytes.toByteArray());
    }

    /** It has no end: its head and first event are enough. */
    private static boolean isStreamThatHasBegun(String answer) {
        return answer.contains("text/event-stream") && answer.contains("event:run");
    }
}
