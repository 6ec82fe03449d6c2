package dev.backfill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.gateway.EventStream.Event;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.problem.FilterOrder;
import dev.backfill.gateway.security.Caller;
import dev.backfill.store.account.Role;
import dev.backfill.store.event.RunEventStore;
import dev.backfill.store.event.RunEvents;
import dev.backfill.store.run.ProgressStore;
import dev.backfill.store.run.RunProgress;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** A gateway of its own, whose callers say who they are, and whose reads are counted. */
@ExtendWith(SharedGateway.class)
@Timeout(600)
class ManyWatchersTest {
    private static final String WHO = "X-Test-Principal";
    private static final AtomicInteger EVENT_READS = new AtomicInteger();
    private static final AtomicInteger PROGRESS_READS = new AtomicInteger();

    private JdbcClient database;
    private RunStore runs;
    private String run;
    private ConfigurableApplicationContext context;
    private int port;

    @TestConfiguration(proxyBeanMethods = false)
    static class Counted {
        @Bean
        @Primary
        RunEventStore countedEvents(DataSource database) {
            return new RunEventStore(database) {
                @Override
                public Optional<RunEvents> after(String runId, long number, int limit) {
                    EVENT_READS.incrementAndGet();
                    return super.after(runId, number, limit);
                }

                @Override
                public Optional<RunEvents> latest(String runId, int limit) {
                    EVENT_READS.incrementAndGet();
                    return super.latest(runId, limit);
                }
            };
        }

        @Bean
        @Primary
        ProgressStore countedProgress(DataSource database) {
            return new ProgressStore(database) {
                @Override
                public Map<String, RunProgress> ofRuns(Collection<String> runIds) {
                    PROGRESS_READS.incrementAndGet();
                    return super.ofRuns(runIds);
                }
            };
        }

        @Bean
        Principals principals() {
            return new Principals();
        }
    }

    @Order(FilterOrder.CREDENTIAL + 1)
    static final class Principals implements WebFilter {
        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            String name = exchange.getRequest().getHeaders().getFirst(WHO);
            return name == null
                    ? chain.filter(exchange)
                    : chain.filter(exchange.mutate().principal(Mono.just(new Caller(name, Role.USER))).build());
        }
    }

    @BeforeEach
    void prepare(RunningGateway running) {
        database = JdbcClient.create(running.database());
        runs = new RunStore(running.database());
        run = EventStreamTest.newRun(runs);
        EVENT_READS.set(0);
        PROGRESS_READS.set(0);
    }

    private void start(RunningGateway running, String... settings) throws IOException {
        SpringApplication application = Gateway.application();
        application.addPrimarySources(List.of(Counted.class));
        String[] arguments = RunningGateway.arguments(running.databaseUrl(), "127.0.0.1:" + RunningGateway.freePort());
        context = application.run(Stream.concat(Stream.of(arguments), Stream.of(settings).map(setting -> "--backfill.streams." + setting))
                .toArray(String[]::new));
        port = RunningGateway.portOf(context);
    }

    @AfterEach
    void stop() {
        if (context != null) {
            context.close();
        }
    }

    private EventStream open(String who) {
        return EventStream.open(port, run, WHO, who);
    }

    private void happen(String data) {
        database.sql("select record_run_event(?, 'run', ?::jsonb)").params(run, data).query().listOfRows();
    }

    private static void awaitEventsUpTo(long number, List<EventStream> streams) {
        await().atMost(Duration.ofMinutes(4)).untilAsserted(() -> assertThat(streams).allSatisfy(stream ->
                assertThat(stream.transitions()).extracting(Event::number)
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, number).boxed().toList())));
    }

    @Test
    void thousandWatchersOfOneRun_areServedByOneReadPerChange(RunningGateway running) throws IOException {
        start(running);
        List<EventStream> streams = IntStream.range(0, 1_000).mapToObj(number -> open("user:" + number % 50)).toList();
        try {
            awaitEventsUpTo(1, streams);
            await().untilAsserted(() -> assertThat(streams).allMatch(stream -> stream.names().contains("progress")));
            // Listening, and the first who come, may each have it read; not every one of them.
            assertThat(EVENT_READS.get()).isLessThanOrEqualTo(3);

            for (int change = 1; change <= 5; change++) {
                int before = EVENT_READS.get();
                happen("{\"state\": \"RUNNING\"}");
                awaitEventsUpTo(1 + change, streams);
                assertThat(EVENT_READS.get() - before).as("reads for one change").isEqualTo(1);
            }
            Answer full = new HttpCalls(port).with("X-Admin-Key", RunningGateway.ADMIN_KEY).with(WHO, "user:7")
                    .get("/api/v1/backfills/" + run + "/events");
            assertThat(full.problem()).isEqualTo("too-many-streams");

            Instant begun = Instant.now();
            PROGRESS_READS.set(0);
            runs.finish(run, RunState.COMPLETED, Verdict.VERIFIED, null);
            await().atMost(Duration.ofMinutes(4)).untilAsserted(() -> assertThat(streams).allMatch(EventStream::ended));
            assertThat(streams).allMatch(stream -> stream.names().getLast().equals("end"));
            assertThat(PROGRESS_READS.get()).isLessThanOrEqualTo(2 + (int) Duration.between(begun, Instant.now()).toSeconds());
        } finally {
            streams.forEach(EventStream::close);
        }
    }

    @Test
    void boundOfTheGateway_isNotTheClientsFault(RunningGateway running) throws IOException {
        start(running, "per-gateway=2");
        try (EventStream one = open("one"); EventStream two = open("two")) {
            awaitEventsUpTo(1, List.of(one, two));
            Answer refused = new HttpCalls(port).with("X-Admin-Key", RunningGateway.ADMIN_KEY).get("/api/v1/backfills/" + run + "/events");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("streams-exhausted");
            assertThat(refused.header("Retry-After")).isNotNull();
        }
    }

    @Test
    void whoDoesNotRead_isDropped_andHoldsUpNoOne(RunningGateway running) throws IOException {
        start(running, "per-client=1");
        try (Socket silent = new Socket(); EventStream reader = open("reader")) {
            silent.setReceiveBufferSize(4_096);
            silent.connect(new InetSocketAddress("127.0.0.1", port));
            silent.getOutputStream().write(("GET /api/v1/backfills/" + run + "/events HTTP/1.1\r\nHost: localhost\r\nX-Admin-Key: "
                    + RunningGateway.ADMIN_KEY + "\r\n" + WHO + ": silent\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(silent.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
            awaitEventsUpTo(1, List.of(reader));

            String large = "{\"state\": \"" + "x".repeat(20_000) + "\"}";
            int sent = 1;
            while (statusOf("silent") == 429) {
                assertThat(sent).as("20 KB each, that were kept for one who does not read").isLessThan(2_000);
                for (int time = 0; time < 50; time++) {
                    happen(large);
                    sent++;
                }
                awaitEventsUpTo(sent, List.of(reader));
            }
            assertThat(reader.ended()).isFalse();
            assertThat(readAll(silent)).isLessThan(sent * 20_000L);
        }
    }

    /** 429 as long as the one stream that this principal may have is open. */
    private int statusOf(String who) {
        try (EventStream stream = open(who)) {
            return stream.status();
        }
    }

    /** What was under way when the connection was closed. */
    private static long readAll(Socket socket) {
        byte[] buffer = new byte[65_536];
        long all = 0;
        try (InputStream in = socket.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all += read;
            }
        } catch (IOException reset) {
            return all;
        }
        return all;
    }

    @Test
    void heartbeatsKeepASilentStreamOpen_untilItsLongestTimeIsOver(RunningGateway running) throws IOException {
        start(running, "heartbeat=1s", "longest=3s");
        String position;
        try (EventStream stream = open("one")) {
            await().until(stream::ended);
            assertThat(stream.comments).contains("keep-alive").endsWith("connect again");
            assertThat(stream.names()).containsExactly("run", "progress");
            position = stream.events.getLast().id();
        }
        happen("{\"state\": \"RUNNING\"}");
        try (EventStream again = EventStream.open(port, run, "Last-Event-ID", position)) {
            await().until(() -> !again.transitions().isEmpty());
            assertThat(again.transitions()).extracting(Event::number).containsExactly(2L);
        }
    }

    @Test
    void stop_endsStreamsAtOnce(RunningGateway running) throws IOException {
        start(running);
        List<EventStream> streams = new ArrayList<>();
        for (int number = 0; number < 50; number++) {
            streams.add(open("user:" + number));
        }
        awaitEventsUpTo(1, streams);

        Instant asked = Instant.now();
        context.close();

        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(30));
        await().untilAsserted(() -> assertThat(streams).allMatch(EventStream::ended));
        assertThat(streams).allMatch(stream -> stream.comments.contains("connect again"));
    }
}
