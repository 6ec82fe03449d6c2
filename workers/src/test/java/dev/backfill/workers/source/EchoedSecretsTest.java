package dev.backfill.workers.source;

import static dev.backfill.workers.source.RecordJson.MAPPER;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.backfill.store.page.RecordPage;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.failure.FailureTranslator;
import dev.backfill.workers.observation.WorkersMetrics;
import dev.backfill.workers.secret.Encodings;
import dev.backfill.workers.secret.Secrets;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workflows.source.DateRange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A vendor that repeats the credentials that it was sent, in whatever it says of an error: none of it comes out of any source. */
@Timeout(300)
class EchoedSecretsTest {
    private static final String USER = "reader@example.com";
    private static final String TOKEN = "EchoedToken+/42=\"<&>'~zP.9xQ_0-bW";
    private static final DateRange RANGE = new DateRange(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z"));
    private static final List<String> SOURCES = List.of("jira", "notion", "tempo", "fireflies");
    private static final String ALL = String.join(" | ", Encodings.of(USER, TOKEN).values());

    private static HttpServer vendor;
    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    private static Level level;
    private static AnnotationConfigApplicationContext worker;
    private static volatile int status;
    private static volatile String echoed = "";

    @BeforeAll
    static void start() throws IOException {
        LOG.start();
        root().addAppender(LOG);
        level = root().getLevel();
        root().setLevel(Level.WARN);
        vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        vendor.createContext("/", EchoedSecretsTest::answer);
        vendor.start();
        worker = new AnnotationConfigApplicationContext();
        Map<String, Object> settings = new HashMap<>(Map.of("backfill.jira.user", USER, "backfill.fireflies.requests-per-day", 0, "backfill.fireflies.requests-per-minute", 10_000));
        // Nothing waits for its budget here.
        List.of("jira", "notion", "tempo").forEach(source -> settings.put("backfill." + source + ".requests-per-second", 10_000));
        SOURCES.forEach(source -> {
            settings.put("backfill." + source + ".url", "http://127.0.0.1:" + vendor.getAddress().getPort());
            settings.put("backfill." + source + ".token", TOKEN);
        });
        worker.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", settings));
        // The pool is every test's, and outlives this context.
        worker.registerBean(DataSource.class, () -> new DelegatingDataSource(TestDatabase.pool()));
        worker.registerBean(Clock.class, Clock::systemUTC);
        worker.registerBean(WorkersMetrics.class, () -> new WorkersMetrics(new SimpleMeterRegistry()));
        SOURCES.forEach(source -> worker.scan("dev.backfill.workers.source." + source));
        worker.refresh();
    }

    @AfterAll
    static void stop() {
        root().setLevel(level);
        root().detachAppender(LOG);
        worker.close();
        vendor.stop(0);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @BeforeEach
    void clear() {
        LOG.list.clear();
        TestDatabase.clear();
    }

    /** Every shape of error that a vendor has, in one. */
    private static void answer(HttpExchange exchange) throws IOException {
        Map<String, Object> error = Map.of(
                "message", echoed, "errorMessage", echoed, "code", echoed, "id", "1", "path", List.of("transcripts"),
                "extensions", Map.of("code", echoed, "metadata", Map.of("fields", List.of(echoed))));
        Map<String, Object> body = new HashMap<>(Map.of(
                "errorMessages", List.of(echoed), "errors", List.of(error), "issueErrors", List.of(error), "message", echoed,
                "object", "error", "code", echoed));
        if (status == 200) {
            body.putAll(Map.of("issues", List.of(), "values", List.of(), "results", List.of()));
        }
        byte[] bytes = MAPPER.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        String inHeader = echoed.replaceAll("[^\\x20-\\x7e]", " ");
        List.of("RateLimit-Reason", "X-Seraph-LoginReason", "WWW-Authenticate", "Location", "Retry-After", "X-Request-Id")
                .forEach(name -> exchange.getResponseHeaders().add(name, inHeader));
        if (status == 429) {
            exchange.getResponseHeaders().set("Retry-After", "7200");
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static Stream<Arguments> statuses() {
        return SOURCES.stream().flatMap(source ->
                Stream.of(200, 302, 400, 401, 403, 404, 409, 410, 413, 418, 422, 429, 503).map(status -> Arguments.of(source, status)));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void noSecret_comesOut(String id, int answered) {
        status = answered;
        // What is repeated, as weather or in smaller parts, takes its time: then all of it at once.
        List<String> texts = answered == 200 || answered == 409 || answered == 413 || answered >= 500 ? List.of(ALL) : List.copyOf(Encodings.of(USER, TOKEN).values());
        List<String> told = new ArrayList<>();
        for (String text : texts) {
            echoed = text;
            told.addAll(everythingSaid(worker.getBean(id + "Source", Source.class)));
        }
        told.addAll(TestDatabase.texts("select coalesce(blocked_reason, '') from source_budget"));
        if (answered != 200 || id.equals("fireflies")) {
            assertThat(LOG.list).as("failures").isNotEmpty();
        }
        LOG.list.forEach(line -> told.add(line.getFormattedMessage()));

        // What is long is cut: the beginning of each is looked for.
        List<String> beginnings = Encodings.of(USER, TOKEN).values().stream().map(each -> each.substring(0, 12)).toList();
        assertThat(told).allSatisfy(said -> assertThat(said).doesNotContain(beginnings));
        assertThat(told).allSatisfy(said -> assertThat(said.toLowerCase(Locale.ROOT)).doesNotContain("echoedtoken"));
        if (answered == 400 && !id.equals("fireflies")) {
            assertThat(told).as("the vendor's words are there all the same").anyMatch(said -> said.contains(Secrets.MARK));
        }
        if (answered == 429) {
            assertThat(told).contains("the vendor answers 429: " + Secrets.MARK);
        }
    }

    /** What any question to the source ends with: the failure as it goes to the log and to Temporal, or the reasons in the page. */
    private static List<String> everythingSaid(Source source) {
        boolean byMonth = source.id().equals("tempo") || source.id().equals("fireflies");
        SourcePartition partition = byMonth ? new SourcePartition("2026-01", "2026-01") : new SourcePartition("1", "ONE");
        List<String> said = new ArrayList<>();
        tryOut(said, () -> source.partitions("{}", RANGE));
        tryOut(said, () -> source.census(partition, new Listing(RANGE, CensusOrder.CREATED), null, 1));
        tryOut(said, () -> reasons(source.fetch(partition, List.of("1"), 1), said));
        tryOut(said, () -> source.locate(List.of("1")));
        tryOut(said, () -> reasons(source.changes(partition, RANGE, RANGE.from(), null, 1), said));
        return said;
    }

    private static Object reasons(RecordPage page, List<String> said) {
        page.rejected().forEach(record -> said.add(record.reason()));
        page.withheld().forEach(each -> said.add(each.reason()));
        return page;
    }

    private static void tryOut(List<String> said, Supplier<Object> question) {
        try {
            new FailureTranslator().translating("a question", () -> {
                try {
                    return question.get();
                } catch (RuntimeException failure) {
                    StringWriter trace = new StringWriter();
                    failure.printStackTrace(new PrintWriter(trace));
                    said.add(trace.toString());
                    throw failure;
                }
            });
        } catch (ApplicationFailure failure) {
            said.add(failure.toString());
        }
    }
}
