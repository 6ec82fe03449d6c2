package dev.backfill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.store.run.RunStore;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedGateway.class)
class GracefulShutdownTest {
    private static final String START = "/api/v1/backfills/jira";
    private static final int STARTS = 400;
    private static final int AT_ONCE = 24;

    /** Every start that was answered with 202 has its row and its workflow; one that was not can be sent again under its key. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void startsUnderWayAtSigterm_areAnsweredOrRefused_neverLost(RunningGateway running) throws Exception {
        Map<String, String> accepted = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<Answer> others = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<String> unanswered = new ConcurrentLinkedQueue<>();
        try (GatewayProcess gateway = GatewayProcess.start(running, Map.of());
                ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<String> keys = IntStream.range(0, STARTS).mapToObj(number -> "shutdown-" + System.nanoTime() + "-" + number).toList();
            keys.forEach(key -> callers.execute(() -> {
                try {
                    Answer answer = gateway.calls().with("Idempotency-Key", key).post(START, "{\"days\": 3}");
                    if (answer.status() == 202) {
                        accepted.put(key, answer.body().path("id").asString());
                    } else {
                        others.add(answer);
                    }
                } catch (UncheckedIOException refused) {
                    unanswered.add(key);
                }
            }));
            await().atMost(Duration.ofMinutes(1)).until(() -> accepted.size() > 40);
            gateway.terminate();
            gateway.awaitEnd();
            callers.close();

            assertThat(accepted).as("some before, not all").hasSizeBetween(41, STARTS - 1);
            assertThat(others).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(503));
            assertThat(accepted.size() + others.size() + unanswered.size()).isEqualTo(STARTS);
            assertThat(gateway.output()).doesNotContain("ERROR");
        }
        RunStore runs = new RunStore(running.database());
        assertThat(accepted.values()).doesNotHaveDuplicates().allSatisfy(id -> {
            assertThat(runs.find(id)).isPresent();
            assertThat(running.temporal().newUntypedWorkflowStub(id).describe().getWorkflowType()).isEqualTo("BackfillWorkflow");
        });
        String again = accepted.keySet().iterator().next();
        assertThat(running.calls().with("Idempotency-Key", again).post(START, "{\"days\": 3}").body().path("id").asString())
                .isEqualTo(accepted.get(again));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void clientsThatAreIdleOrSlow_doNotHoldTheEnd_andNewOnesAreRefused(RunningGateway running) throws Exception {
        try (GatewayProcess gateway = GatewayProcess.start(running, Map.of());
                Socket idle = connect(gateway.port());
                Socket silent = connect(gateway.port());
                Socket slowHead = connect(gateway.port());
                Socket slowBody = connect(gateway.port())) {
            write(idle, "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(readSome(idle)).startsWith("HTTP/1.1 200");
            write(slowHead, "GET /health/live HTTP/1.1\r\nHos");
            write(slowBody, "POST " + START + " HTTP/1.1\r\nHost: x\r\nX-Admin-Key: " + RunningGateway.ADMIN_KEY
                    + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
            assertThat(silent.isConnected()).isTrue();

            gateway.terminate();
            await().atMost(Duration.ofSeconds(30)).until(() -> gateway.output().contains("Commencing graceful shutdown"));
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() ->
                    assertThatThrownBy(() -> connect(gateway.port()).close()).isInstanceOf(java.net.ConnectException.class));
            gateway.awaitEnd();
        }
    }

    /** Away: nothing listens. Mute: it takes connections and says nothing, as a machine that hangs does. */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"postgresql away", "postgresql mute", "temporal away", "temporal mute"})
    void whatIsAwayOrMute_doesNotHoldTheEnd(String what, RunningGateway running) throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            int port = what.endsWith("mute") ? mute.getLocalPort() : RunningGateway.freePort();
            Map<String, String> environment = what.startsWith("postgresql")
                    ? Map.of("BACKFILL_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + port + "/postgres")
                    : Map.of("BACKFILL_TEMPORAL_ADDRESS", "127.0.0.1:" + port);
            try (GatewayProcess gateway = GatewayProcess.start(running, environment);
                    ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 20; i++) {
                    String key = what.replace(' ', '-') + i;
                    callers.execute(() -> {
                        try {
                            gateway.calls().with("Idempotency-Key", key).post(START);
                        } catch (UncheckedIOException ended) {
                            // The process may end first.
                        }
                    });
                }
                assertThat(new HttpCalls(gateway.port()).get("/health/ready").status()).isEqualTo(503);
                gateway.terminate();
                gateway.awaitEnd();
                assertThat(gateway.output()).doesNotContain("ERROR");
            }
        }
    }

    private static Socket connect(int port) throws Exception {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static void write(Socket socket, String text) throws Exception {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String readSome(Socket socket) throws Exception {
        InputStream in = socket.getInputStream();
        byte[] some = new byte[512];
        return new String(some, 0, in.read(some), StandardCharsets.US_ASCII);
    }
}
