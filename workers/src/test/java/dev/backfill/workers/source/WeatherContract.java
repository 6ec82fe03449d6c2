package dev.backfill.workers.source;

import static dev.backfill.workers.source.SourceFixture.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.pull.CursorLoop;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.SourceFixture.Call;
import dev.backfill.workers.source.http.HttpSettings;
import dev.backfill.workflows.failure.FailureType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between here and the vendor, and what must come of it. */
abstract class WeatherContract extends ContractSupport {
    private ThrowingCallable census() {
        return () -> source.census(partition, new Listing(vendor.range(), CensusOrder.CREATED), null, 1);
    }

    private List<ThrowingCallable> everyCall(Source asked) {
        List<String> ids = List.of(some(1).getFirst());
        List<ThrowingCallable> calls = new ArrayList<>(List.of(
                () -> asked.census(partition, new Listing(vendor.range(), CensusOrder.CREATED), null, 1),
                () -> asked.fetch(partition, ids, 1),
                () -> asked.changes(vendor.partitionOfChanges(), vendor.range(), Instant.now(), null, 1),
                () -> asked.locate(ids)));
        if (vendor.asksForPartitions()) {
            calls.add(() -> asked.partitions("{}", vendor.range()));
        }
        if (vendor.canHide()) {
            calls.add(() -> asked.isVisible(partition));
        }
        return calls;
    }

    private void assertAsksForCredentials(ThrowingCallable call) {
        assertFails(FailureType.AUTHENTICATION, call).hasMessageContaining(vendor.credentialsSetting());
    }

    @Test
    void wrongCredentials_areFinal_andSayWhatToMend_atEveryCall() {
        everyCall(vendor.source(SETTINGS, false)).forEach(this::assertAsksForCredentials);
        assertThat(FailureType.AUTHENTICATION.retryable()).isFalse();
    }

    @Test
    void credentialsRevokedMidRun_areFinal_atEveryCall() {
        assertThat(idsOf(fetch(some(3)))).hasSize(3);
        vendor.fault(Call.ANY, "credentialsRevoked");

        everyCall(source).forEach(this::assertAsksForCredentials);
    }

    @Test
    void finalAnswers_areNotRepeated() {
        for (Call call : List.of(Call.CENSUS, Call.FETCH)) {
            for (int status : List.of(401, 403, 404)) {
                List<String> ids = some(1);
                vendor.fault(call, "serverError", "status", status);
                vendor.requests();
                FailureType type = vendor.finalFailure(call, status);
                if (type == null) {
                    assertThat(idsOf(fetch(ids))).isEmpty();
                } else {
                    assertThat(type.retryable()).isFalse();
                    assertFails(type, call == Call.CENSUS ? census() : () -> fetch(ids));
                }
                assertThat(vendor.requests()).isEqualTo(vendor.requestsOfFinalAnswer(call, status));
                vendor.clearFaults();
            }
        }
    }

    static Stream<Arguments> weather() {
        return Stream.of(
                Arguments.of("serverError", new Object[] {"status", 500}, FailureType.UNAVAILABLE),
                Arguments.of("serverError", new Object[] {"status", 502}, FailureType.UNAVAILABLE),
                Arguments.of("serverError", new Object[] {"status", 503}, FailureType.UNAVAILABLE),
                Arguments.of("serverError", new Object[] {"status", 504}, FailureType.UNAVAILABLE),
                Arguments.of("reset", new Object[0], FailureType.UNAVAILABLE),
                Arguments.of("halfBody", new Object[0], FailureType.UNAVAILABLE),
                Arguments.of("halfJson", new Object[0], FailureType.MALFORMED_ANSWER),
                Arguments.of("html", new Object[] {"status", 200}, FailureType.MALFORMED_ANSWER),
                Arguments.of("html", new Object[] {"status", 403}, FailureType.UNAVAILABLE),
                Arguments.of("html", new Object[] {"status", 502}, FailureType.UNAVAILABLE));
    }

    private static Object[] with(Object[] settings, Object... more) {
        return Stream.concat(Stream.of(settings), Stream.of(more)).toArray();
    }

    @ParameterizedTest
    @MethodSource("weather")
    void weatherThatPasses_isWaitedOut(String fault, Object[] settings, FailureType type) {
        requires(Call.ANY, fault);
        List<String> ids = some(30);
        vendor.fault(Call.FETCH, fault, with(settings, "count", 2));
        vendor.fault(Call.CENSUS, fault, with(settings, "count", 2));

        assertThat(idsOf(fetch(ids))).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(CursorLoop.census(source, partition, vendor.range(), CensusOrder.CREATED)).hasSameSizeAs(vendor.ids(partition));
        assertThat(vendor.fired()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("weather")
    void weatherThatStays_isGivenBack_toBeRetried_andBlamesNoRecord(String fault, Object[] settings, FailureType type) {
        requires(Call.ANY, fault);
        List<String> ids = some(30);
        vendor.fault(Call.ANY, fault, settings);

        assertThat(type.retryable()).isTrue();
        assertFails(type, census());
        assertFails(type, () -> fetch(ids));
        assertFails(type, () -> locate(ids));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void retryAfterSeconds_isWaitedFor(int status) {
        vendor.fault(Call.FETCH, "throttle", "status", status, "retryAfterSeconds", 1, "count", 1);
        Instant before = Instant.now();

        assertThat(idsOf(fetch(some(3)))).hasSize(3);
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(990));
        assertThat(vendor.fired()).isEqualTo(1);
    }

    @Test
    void retryAfterDate_isWaitedFor() {
        // A date has whole seconds: two of them are more than one second away.
        vendor.fault(Call.FETCH, "throttle", "retryAfterSeconds", 2, "retryAfterDate", true, "count", 1);
        Instant before = Instant.now();

        assertThat(idsOf(fetch(some(3)))).hasSize(3);
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(900));
    }

    @Test
    void tooManyRequests_withoutRetryAfter_backsOffForASecondAtLeast() {
        vendor.fault(Call.FETCH, "throttle", "count", 1);
        Instant before = Instant.now();

        assertThat(idsOf(fetch(some(3)))).hasSize(3);
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void longWait_isGivenBack_withItsLength_andHoldsEveryWorkerBack() {
        vendor.fault(Call.FETCH, "throttle", "retryAfterSeconds", 3_600, "count", 1);
        List<String> ids = some(3);

        assertFails(FailureType.QUOTA_EXHAUSTED, () -> fetch(ids)).isInstanceOfSatisfying(SourceException.class, failure ->
                assertThat(failure.notBefore().orElseThrow())
                        .isBetween(Instant.now().plusSeconds(3_500), Instant.now().plusSeconds(3_601)));
        vendor.requests();
        assertFails(FailureType.QUOTA_EXHAUSTED, census());
        assertFails(FailureType.QUOTA_EXHAUSTED, () -> vendor.source().locate(ids.subList(0, 1)));
        assertThat(vendor.requests()).isZero();

        TestDatabase.clear();
        assertThat(idsOf(fetch(vendor.source(), ids))).hasSize(3);
    }

    private static HttpSettings bounded(Duration exchange, int mostBytes) {
        return new HttpSettings(SETTINGS.connectTimeout(), exchange, mostBytes, 0, SETTINGS.firstBackoff(), SETTINGS.longestWait());
    }

    @Test
    void bodyThatTrickles_isGivenUp() {
        source = vendor.source(bounded(Duration.ofMillis(500), SETTINGS.mostBytes()), true);
        vendor.fault(Call.CENSUS, "slowBody", "bytesPerSecond", 10);

        assertFails(FailureType.UNAVAILABLE, census());
    }

    @Test
    void lateAnswer_isGivenUp() {
        source = vendor.source(bounded(Duration.ofMillis(500), SETTINGS.mostBytes()), true);
        vendor.fault(Call.CENSUS, "latency", "milliseconds", 20_000, "count", 1);

        assertFails(FailureType.UNAVAILABLE, census());
    }

    @Test
    void endlessAnswer_isReadOnlyUpToItsBound() {
        source = vendor.source(bounded(SETTINGS.exchangeTimeout(), 256 * 1024), true);
        vendor.fault(Call.ANY, "hugeBody", "megabytes", 4);
        List<String> ids = some(10);

        assertFails(FailureType.ANSWER_TOO_LARGE, census());
        if (vendor.canHappen(Call.FETCH, "hugeBody")) {
            assertFails(FailureType.ANSWER_TOO_LARGE, () -> fetch(ids));
        }
    }

    @Test
    void redirect_isNotFollowed_andCredentialsReachNoOtherHost() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        elsewhere.start();
        try {
            for (int status : List.of(301, 302, 307, 308)) {
                vendor.fault(Call.ANY, "redirect", "status", status, "location", "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/login");
                everyCall(source).forEach(call -> assertFails(FailureType.CONFIGURATION, call));
                vendor.clearFaults();
            }
            assertThat(requests).hasValue(0);
            assertThat(FailureType.CONFIGURATION.retryable()).isFalse();
        } finally {
            elsewhere.stop(0);
        }
    }

    @Test
    void nobodyThere_isWeather() {
        source = vendor.source(bounded(Duration.ofSeconds(2), SETTINGS.mostBytes()), true);
        List<String> ids = some(3);
        vendor.close();

        assertFails(FailureType.UNAVAILABLE, () -> fetch(ids));
    }
}
