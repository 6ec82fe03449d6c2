package dev.backfill.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.RawHttp;
import dev.backfill.gateway.RawHttp.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Attacks on the transport, as bytes. */
@ExtendWith(SharedGateway.class)
@Timeout(300)
class TransportTest {
    private static final String KEY = "X-Admin-Key: " + RunningGateway.ADMIN_KEY + "\r\n";
    private static final String GET = "GET /api/v1/backfills HTTP/1.1\r\n";
    private static final String POST = "POST /api/v1/backfills/nosuch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + KEY;
    private static final String CLOSE = "Connection: close\r\n";

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("header of 9 KB", GET + "Host: x\r\nX-Long: " + "a".repeat(9_000) + "\r\n\r\n", 431, "headers-too-large"),
                Arguments.of("headers of 16 KB", GET + "Host: x\r\n" + "X-Some: 0123456789abcdef\r\n".repeat(600) + "\r\n", 431, "headers-too-large"),
                Arguments.of("header of 1 MB", GET + "Host: x\r\nX-Long: " + "a".repeat(1_000_000) + "\r\n\r\n", 431, "headers-too-large"),
                Arguments.of("header that never ends", GET + "Host: x\r\nX-Long: " + "a".repeat(9_000), 431, "headers-too-large"),
                Arguments.of("200 headers", GET + "Host: x\r\n" + numbered(200) + "\r\n", 431, "headers-too-large"),
                Arguments.of("CR in a value", GET + "Host: x\r\nX-A: a\rb\r\n\r\n", 400, "malformed-request"),
                Arguments.of("LF in a value", GET + "Host: x\r\nX-A: a\nX-Admin-Key: b\r\n\r\n", 400, "malformed-request"),
                Arguments.of("lines ended by LF", "GET /health/live HTTP/1.1\nHost: x\n\n", 400, "malformed-request"),
                Arguments.of("NUL in a value", GET + "Host: x\r\nX-A: a\0b\r\n\r\n", 400, "malformed-request"),
                Arguments.of("folded by a space", GET + "Host: x\r\nX-A: a\r\n b\r\n\r\n", 400, "malformed-request"),
                Arguments.of("folded by a tab", GET + "Host: x\r\nX-A: a\r\n\tX-Admin-Key: b\r\n\r\n", 400, "malformed-request"),
                Arguments.of("folded first header", GET + " Host: x\r\n\r\n", 400, "malformed-request"),
                Arguments.of("space before the colon", GET + "Host : x\r\n\r\n", 400, "malformed-request"),
                Arguments.of("header without a name", GET + "Host: x\r\n: a\r\n\r\n", 400, "malformed-request"),
                Arguments.of("header without a colon", GET + "Host: x\r\nnonsense\r\n\r\n", 400, "malformed-request"),
                Arguments.of("two hosts", GET + "Host: x\r\nHost: y\r\n\r\n", 400, "malformed-request"),
                Arguments.of("no host", GET + KEY + "\r\n", 400, "malformed-request"),
                Arguments.of("host with a path", GET + "Host: x/y z\r\n\r\n", 400, "malformed-request"),
                Arguments.of("host with a user", GET + "Host: u@x\r\n\r\n", 400, "malformed-request"),
                Arguments.of("length, then chunks", POST + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX", 400, "malformed-request"),
                Arguments.of("chunks, then length", POST + "transfer-encoding: chunked\r\nCONTENT-LENGTH: 6\r\n\r\n0\r\n\r\nX", 400, "malformed-request"),
                Arguments.of("two lengths", POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400, "malformed-request"),
                Arguments.of("list of lengths", POST + "Content-Length: 2, 3\r\n\r\n{}", 400, "malformed-request"),
                Arguments.of("negative length", POST + "Content-Length: -1\r\n\r\n", 400, "malformed-request"),
                Arguments.of("signed length", POST + "Content-Length: +2\r\n\r\n{}", 400, "malformed-request"),
                Arguments.of("length that is no number", POST + "Content-Length: 0x2\r\n\r\n{}", 400, "malformed-request"),
                Arguments.of("another transfer encoding", POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400, "malformed-request"),
                Arguments.of("two transfer encodings", POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n", 400, "malformed-request"),
                Arguments.of("hidden transfer encoding", POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400, "malformed-request"),
                Arguments.of("chunks in HTTP/1.0", POST.replace("1.1", "1.0") + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "malformed-request"),
                Arguments.of("cut escape", "GET /api/v1/backfills/%4 HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed-request"),
                Arguments.of("escape that is none", "GET /api/v1/backfills?a=%zz HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed-request"),
                Arguments.of("fragment", "GET /health/live#x HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed-request"),
                Arguments.of("space in the target", "GET /health/live x HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed-request"),
                Arguments.of("absolute target", "GET http://x/health/live HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed-request"),
                Arguments.of("absolute target elsewhere", "GET http://169.254.169.254/ HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed-request"),
                Arguments.of("asterisk", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed-request"),
                Arguments.of("CONNECT", "CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n", 405, "method-not-allowed"),
                Arguments.of("method of 10 KB", "A".repeat(10_240) + " / HTTP/1.1\r\nHost: x\r\n\r\n", 414, "target-too-long"),
                Arguments.of("method with odd characters", "G\u00e9T / HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed-request"),
                Arguments.of("target of 64 KB", "GET /" + "a".repeat(65_536) + " HTTP/1.1\r\nHost: x\r\n\r\n", 414, "target-too-long"),
                Arguments.of("HTTP/0.9", "GET /health/live\r\n\r\n", 400, "malformed-request"),
                Arguments.of("HTTP/2.0", "GET /health/live HTTP/2.0\r\nHost: x\r\n\r\n", 400, "malformed-request"),
                Arguments.of("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "malformed-request"),
                Arguments.of("HTTP/1.9", "GET /health/live HTTP/1.9\r\nHost: x\r\n\r\n", 400, "malformed-request"),
                Arguments.of("another protocol", "SSH-2.0-OpenSSH_9.2\r\n\r\n", 400, "malformed-request"));
    }

    private static String numbered(int headers) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, headers).forEach(number -> text.append("X-").append(number).append(": 1\r\n"));
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatIsNoRequest_isAProblem_andTheEndOfTheConnection(String attack, String bytes, int status, String problem, RunningGateway gateway) {
        Answer answer = RawHttp.exchange(gateway.port(), bytes);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Connection")).isEqualTo("close");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Request-ID")).isNotNull();
        assertThat(answer.body()).contains("\"requestId\":\"" + answer.header("X-Request-ID")).endsWith("}");
        assertThat(answer.body()).doesNotContainIgnoringCase("exception", "netty");
    }

    static Stream<Arguments> permitted() {
        return Stream.of(
                Arguments.of("HTTP/1.0 without a host", "GET /health/live HTTP/1.0\r\n\r\n", 200),
                Arguments.of("empty lines before", "\r\n\r\nGET /health/live HTTP/1.1\r\nHost: x\r\n" + CLOSE + "\r\n", 200),
                Arguments.of("90 headers", "GET /health/live HTTP/1.1\r\nHost: x\r\n" + CLOSE + numbered(90) + "\r\n", 200),
                Arguments.of("target of 8,000 bytes", "GET /health/live?a=" + "a".repeat(7_900) + " HTTP/1.1\r\nHost: x\r\n" + CLOSE + "\r\n", 200),
                Arguments.of("IPv6 host", "GET /health/live HTTP/1.1\r\nHost: [::1]:8080\r\n" + CLOSE + "\r\n", 200),
                Arguments.of("empty host", "GET /health/live HTTP/1.1\r\nHost:\r\n" + CLOSE + "\r\n", 200),
                Arguments.of("body that looks folded", POST + CLOSE + "Content-Length: 6\r\n\r\n{\n \n }", 404),
                Arguments.of("chunked body", POST + CLOSE + "Transfer-Encoding: chunked\r\n\r\n3\r\n{\n \r\n2\r\n\t}\r\n0\r\n\r\n", 404));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("permitted")
    void whatIsARequest_isAnswered(String request, String bytes, int status, RunningGateway gateway) {
        assertThat(RawHttp.exchange(gateway.port(), bytes).status()).isEqualTo(status);
    }

    @Test
    void requestsAhead_areAnsweredInOrder_alsoAfterABody(RunningGateway gateway) throws IOException {
        String live = "GET /health/live HTTP/1.1\r\nHost: x\r\n";
        try (Socket socket = RawHttp.connect(gateway.port())) {
            socket.getOutputStream().write((live + "X-Request-ID: one\r\n\r\n" + POST + "X-Request-ID: two\r\nContent-Length: 4\r\n\r\n{\n }"
                            + live + "X-Request-ID: three\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder answers = new StringBuilder();
            while (answers.indexOf("X-Request-ID: three") == -1) {
                answers.append((char) socket.getInputStream().read());
            }
            assertThat(answers).containsSubsequence("X-Request-ID: one", "X-Request-ID: two", "X-Request-ID: three");
        }

        Answer smuggled = RawHttp.exchange(gateway.port(), live + "\r\n" + live + "X-A: a\r\n b\r\n\r\n");
        assertThat(smuggled.body()).doesNotContain("HTTP/1.1 200");
    }

    /** Whether or not the first request has its answer when the second one is there. */
    @RepeatedTest(50)
    void requestAheadAfterChunks_isRefused_afterTheAnswerBeforeIt(RunningGateway gateway) {
        String live = "GET /health/live HTTP/1.1\r\nHost: x\r\nX-Request-ID: next\r\n\r\n";
        Answer first = RawHttp.exchange(
                gateway.port(), POST + "X-Request-ID: first\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + live);

        assertThat(first.status()).isEqualTo(404);
        assertThat(first.header("X-Request-ID")).isEqualTo("first");
        assertThat(first.body()).containsOnlyOnce("HTTP/1.1 400").contains("Wait for the answer before the next request, after a chunked body.");
        assertThat(first.body()).doesNotContain("X-Request-ID: next", "\"requestId\":\"next\"", "HTTP/1.1 200");
    }

    @Test
    void brokenChunks_areRefused(RunningGateway gateway) {
        for (String chunks : new String[] {"zz\r\n{}\r\n0\r\n\r\n", "-1\r\n{}\r\n0\r\n\r\n", "ffffffffffffffffff\r\n{}", "2\r\n{}junk\r\n0\r\n\r\n"}) {
            Answer answer = RawHttp.exchange(gateway.port(), POST.replace("nosuch", "jira") + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
            assertThat(answer.status()).as(chunks).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("malformed-request");
        }
    }

    @Test
    void hugeBodyThatNobodyReads_isCutOff(RunningGateway gateway) throws IOException {
        for (String framing : new String[] {"Content-Length: 100000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n5f5e100\r\n"}) {
            try (Socket socket = RawHttp.connect(gateway.port())) {
                socket.getOutputStream().write(("POST /nothing HTTP/1.1\r\nHost: x\r\n" + framing).getBytes(StandardCharsets.ISO_8859_1));
                assertThat(sendUntilClosed(socket, new byte[65_536], 1_500)).isLessThan(1_500);
            }
        }
    }

    private static int sendUntilClosed(Socket socket, byte[] part, int most) throws IOException {
        for (int sent = 0; sent < most; sent++) {
            try {
                socket.getOutputStream().write(part);
            } catch (SocketException closed) {
                return sent;
            }
        }
        return most;
    }

    @Test
    void slowRequests_endInTime_howeverSteadyTheyAre(RunningGateway gateway) throws Exception {
        try (ConfigurableApplicationContext impatient = gateway.startAnother("http.request-seconds=1")) {
            int port = RunningGateway.portOf(impatient);
            Answer head = drip(port, GET + "Host: x\r\nX-Slow: ", "a");
            assertThat(head.status()).isEqualTo(408);
            assertThat(head.problem()).isEqualTo("request-timeout");

            String start = "POST /api/v1/backfills/jira HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + KEY;
            Answer body = drip(port, start + "Content-Length: 1000\r\n\r\n{", " ");
            assertThat(body.status()).as(body.body()).isEqualTo(408);
            assertThat(body.problem()).isEqualTo("request-timeout");
            assertThat(drip(port, start + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n").status()).isEqualTo(408);

            Answer unread = drip(port, "POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n", " ");
            assertThat(unread.status()).as("answered before, then closed").isEqualTo(401);
        }
    }

    /** Sends a byte or so every 100 ms until the server has had enough, which is far sooner than the request would be whole. */
    private static Answer drip(int port, String beginning, String drop) throws Exception {
        Instant begun = Instant.now();
        try (Socket socket = RawHttp.connect(port)) {
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            Thread dripping = Thread.ofVirtual().start(() -> {
                try {
                    while (!socket.isClosed()) {
                        socket.getOutputStream().write(drop.getBytes(StandardCharsets.ISO_8859_1));
                        Thread.sleep(100);
                    }
                } catch (IOException | InterruptedException closed) {
                    // The server has ended it.
                }
            });
            Answer answer = RawHttp.read(socket);
            dripping.interrupt();
            assertThat(Duration.between(begun, Instant.now())).isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
            return answer;
        }
    }

    @Test
    void connectionsBeyondTheMost_areNotHeld(RunningGateway gateway) throws IOException {
        try (ConfigurableApplicationContext small = gateway.startAnother("http.connections=3")) {
            int port = RunningGateway.portOf(small);
            Socket[] held = {RawHttp.connect(port), RawHttp.connect(port), RawHttp.connect(port)};
            for (Socket socket : held) {
                socket.getOutputStream().write("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            assertThat(RawHttp.exchange(port, "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n").status()).isZero();
            for (Socket socket : held) {
                socket.close();
            }
        }
    }
}
