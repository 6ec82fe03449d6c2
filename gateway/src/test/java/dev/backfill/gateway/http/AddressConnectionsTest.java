package dev.backfill.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.gateway.RawHttp;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/** One address has its share, and no more; what it does is nothing to others, nor to the port of management. */
@ExtendWith(SharedGateway.class)
class AddressConnectionsTest {
    private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String LIVE_OF_MANAGEMENT = "GET /actuator/health/liveness HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    /** All of 127.0.0.0/8 is this machine. */
    private static Socket connectFrom(String address, int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(address), 0);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static boolean isAnswered(Socket socket) {
        try {
            socket.getOutputStream().write(LIVE.getBytes(StandardCharsets.ISO_8859_1));
            return socket.getInputStream().read() == 'H';
        } catch (IOException closed) {
            return false;
        }
    }

    private static int managementPort(ConfigurableApplicationContext gateway) {
        return gateway.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    @Test
    void oneAddress_hasItsShare_andOthersHaveTheirs(RunningGateway running) throws IOException {
        List<Socket> held = new ArrayList<>();
        try (ConfigurableApplicationContext gateway = running.startAnother("http.connections-per-address=5", "http.connections=8")) {
            int port = RunningGateway.portOf(gateway);
            for (int number = 0; number < 5; number++) {
                held.add(connectFrom("127.0.0.7", port));
                assertThat(isAnswered(held.getLast())).isTrue();
            }
            for (int number = 0; number < 20; number++) {
                try (Socket beyond = connectFrom("127.0.0.7", port)) {
                    assertThat(isAnswered(beyond)).isFalse();
                }
            }
            try (Socket other = connectFrom("127.0.0.8", port)) {
                assertThat(isAnswered(other)).isTrue();
            }
            held.removeFirst().close();
            await().until(() -> {
                try (Socket again = connectFrom("127.0.0.7", port)) {
                    return isAnswered(again);
                }
            });
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void proxy_isNotCounted(RunningGateway running) throws IOException {
        List<Socket> held = new ArrayList<>();
        try (ConfigurableApplicationContext gateway =
                running.startAnother("http.connections-per-address=2", "http.trusted-proxies=127.0.0.9")) {
            for (int number = 0; number < 6; number++) {
                held.add(connectFrom("127.0.0.9", RunningGateway.portOf(gateway)));
                assertThat(isAnswered(held.getLast())).isTrue();
            }
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void silentConnections_areClosedInTime_andManagementNeverNotices(RunningGateway running) throws IOException {
        List<Socket> silent = new ArrayList<>();
        try (ConfigurableApplicationContext gateway = running.startAnother("http.connections=10", "http.request-seconds=2")) {
            Instant begun = Instant.now();
            for (int number = 0; number < 12; number++) {
                silent.add(connectFrom("127.0.0.1", RunningGateway.portOf(gateway)));
            }
            assertThat(RawHttp.exchange(managementPort(gateway), LIVE_OF_MANAGEMENT).status()).isEqualTo(200);
            for (Socket socket : silent) {
                assertThat(RawHttp.read(socket).status()).as("closed without a word").isZero();
            }
            assertThat(Duration.between(begun, Instant.now())).isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(15));
            assertThat(RawHttp.exchange(RunningGateway.portOf(gateway), LIVE.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")).status())
                    .isEqualTo(200);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void headThatBeginsLate_hasOnlyTheRestOfTheTime(RunningGateway running) throws Exception {
        try (ConfigurableApplicationContext gateway = running.startAnother("http.request-seconds=4");
                Socket socket = connectFrom("127.0.0.1", RunningGateway.portOf(gateway))) {
            Instant begun = Instant.now();
            await().pollDelay(Duration.ofMillis(2_500)).until(() -> true);
            socket.getOutputStream().write('G');
            assertThat(RawHttp.read(socket).status()).isEqualTo(408);
            assertThat(Duration.between(begun, Instant.now())).isBetween(Duration.ofMillis(3_900), Duration.ofMillis(6_400));
        }
    }
}
