package dev.backfill.workers.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.backfill.store.budget.RequestBudget;
import dev.backfill.store.budget.RequestQuota;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.observation.WorkersMetrics;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a wait does, wherever the vendor says it. */
@Timeout(180)
class SourceHttpTest {
    private static final HttpSettings SETTINGS = new HttpSettings(
            Duration.ofSeconds(5), Duration.ofSeconds(10), 1_000_000, 0, Duration.ofMillis(10), Duration.ofSeconds(3));

    /** @param headers name and value in turn */
    private record Reply(int status, String body, String... headers) {}

    private final ConcurrentLinkedQueue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private HttpServer vendor;

    @BeforeEach
    void start() throws IOException {
        TestDatabase.clear();
        vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext("/", exchange -> {
            requests.incrementAndGet();
            Reply reply = replies.isEmpty() ? new Reply(200, "good") : replies.remove();
            for (int index = 0; index < reply.headers().length; index += 2) {
                exchange.getResponseHeaders().add(reply.headers()[index], reply.headers()[index + 1]);
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        vendor.start();
    }

    @AfterEach
    void stop() {
        vendor.stop(0);
    }

    private SourceHttp http(RequestQuota quota) {
        RequestBudget budget = new RequestBudget(TestDatabase.pool(), "sample", 10_000, quota);
        return new SourceHttp(SETTINGS, budget, Clock.systemUTC(), "sample", new WorkersMetrics(meters));
    }

    private double counted(String outcome) {
        return meters.get("backfill.source.requests").tag("outcome", outcome).counter().count();
    }

    private String ask(SourceHttp http, Function<Answer, String> read) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + vendor.getAddress().getPort() + "/")).build();
        return http.exchange(request, Retries.NONE, read);
    }

    private String ask(SourceHttp http) {
        return ask(http, SourceHttpTest::body);
    }

    private static String body(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** As a GraphQL vendor says it: status 200, and the error in the body. */
    private static String orThrottled(Answer answer) {
        String body = body(answer);
        if (body.startsWith("wait ")) {
            throw SourceException.throttled(Duration.parse(body.substring(5)), "too_many_requests");
        }
        if (body.startsWith("until ")) {
            throw SourceException.throttledUntil(Instant.parse(body.substring(6)), "too_many_requests");
        }
        if (body.equals("later")) {
            throw SourceException.throttled(null, "too_many_requests");
        }
        return body;
    }

    private static void assertExhausted(org.assertj.core.api.ThrowableAssert.ThrowingCallable work, Instant until) {
        assertThatThrownBy(work).isInstanceOfSatisfying(SourceException.class, failure -> {
            assertThat(failure.type()).isEqualTo(FailureType.QUOTA_EXHAUSTED);
            assertThat(failure.notBefore().orElseThrow()).isBetween(until.minusSeconds(2), until.plusSeconds(60));
            assertThat(failure).hasMessageContaining("until " + failure.notBefore().orElseThrow());
        });
    }

    @Test
    void shortWait_inTheBodyOfA200_isWaitedForHere() {
        replies.add(new Reply(200, "wait PT1S"));
        Instant before = Instant.now();

        assertThat(ask(http(RequestQuota.NONE), SourceHttpTest::orThrottled)).isEqualTo("good");
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(900));
        assertThat(requests).hasValue(2);
        assertThat(counted("throttled")).isEqualTo(1);
        assertThat(counted("ok")).isEqualTo(1);
    }

    @Test
    void waitWithoutALength_inABody_backsOff() {
        replies.add(new Reply(200, "later"));
        Instant before = Instant.now();

        assertThat(ask(http(RequestQuota.NONE), SourceHttpTest::orThrottled)).isEqualTo("good");
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait PT2H", "until", "429", "503", "reset"})
    void longWait_isGivenUp_whereverItIsSaid_andHoldsTheOthersBack(String how) {
        Instant until = Instant.now().plus(Duration.ofHours(2));
        replies.add(switch (how) {
            case "until" -> new Reply(200, "until " + until);
            case "429", "503" -> new Reply(Integer.parseInt(how), "", "Retry-After", "7200");
            case "reset" -> new Reply(200, "fine", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", until.toString());
            default -> new Reply(200, how);
        });
        SourceHttp http = http(RequestQuota.NONE);
        if (how.equals("reset")) {
            assertThat(ask(http)).isEqualTo("fine");
        } else {
            assertExhausted(() -> ask(http, SourceHttpTest::orThrottled), until);
        }

        assertExhausted(() -> ask(http(RequestQuota.NONE)), until);
        assertThat(requests).hasValue(1);
        assertThat(TestDatabase.count("source_budget where blocked_reason is not null and blocked_until > now() + interval '1 hour'"))
                .isEqualTo(1);
    }

    @Test
    void ownQuota_isKeptWithoutAskingTheVendor() {
        Instant before = Instant.now();
        RequestQuota quota = RequestQuota.of(0, 3, Duration.ofDays(366));
        for (int request = 1; request <= 3; request++) {
            assertThat(ask(http(quota))).isEqualTo("good");
        }

        assertThatThrownBy(() -> ask(http(quota))).isInstanceOfSatisfying(SourceException.class, failure -> {
            assertThat(failure.type()).isEqualTo(FailureType.QUOTA_EXHAUSTED);
            assertThat(failure.notBefore().orElseThrow()).isAfter(before.plus(Duration.ofDays(1)));
        });
        assertThat(requests).hasValue(3);
    }

    @Test
    void vendorsAnswer_countsAgainstTheQuota_alsoWhenItSaysLater() {
        replies.add(new Reply(200, "wait PT0.5S"));
        SourceHttp http = http(RequestQuota.of(0, 2, Duration.ofDays(366)));

        assertThat(ask(http, SourceHttpTest::orThrottled)).isEqualTo("good");
        assertThat(http.quota()).isNotNull().satisfies(left -> assertThat(left.leftToday()).isZero());
    }
}
