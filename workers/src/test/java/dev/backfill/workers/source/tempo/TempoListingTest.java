package dev.backfill.workers.source.tempo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.backfill.store.budget.RequestBudget;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.observation.WorkersMetrics;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.HttpSettings;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.failure.FailureType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that the simulator never makes, over HTTP all the same. */
class TempoListingTest {
    private static final TempoQuery QUERY = new TempoQuery(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 28), null, TempoQuery.Order.USUAL);

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private TempoListing listing;
    private String answer = "";
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        TestDatabase.clear();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/4/");
        SourceHttp http = new SourceHttp(HttpSettings.DEFAULT, new RequestBudget(TestDatabase.pool(), "tempo", 1_000), Clock.systemUTC(), "tempo",
                new WorkersMetrics(new SimpleMeterRegistry()));
        listing = new TempoListing(new TempoClient(http, new TempoProperties(address, "token", 1_000)));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static String page(int worklogs, String metadata) {
        return "{\"metadata\":{" + metadata + "},\"results\":[" + String.join(",", java.util.Collections.nCopies(worklogs, "{}")) + "]}";
    }

    private void assertRefuses(FailureType type, String cursor) {
        assertThatThrownBy(() -> listing.page(QUERY, cursor))
                .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.type()).isEqualTo(type));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.tempo.io/4/worklogs?from=2026-02-01&offset=150&limit=50, 150",
        "https://api.eu.tempo.io/4/worklogs?offset=150, 150",
        "http://192.0.2.1/elsewhere?limit=50&offset=120&from=2020-01-01, 120"})
    void offsetOfTheLink_isTheNextCursor(String link, String expected) {
        answer = page(50, "\"limit\":50,\"next\":\"" + link + "\"");

        assertThat(listing.page(QUERY, "100").next()).isEqualTo(expected);
        assertThat(asked).containsExactly("/4/worklogs?from=2026-02-01&to=2026-02-28&limit=1000&offset=100");
    }

    @ParameterizedTest
    @CsvSource({
        "offset=50, CURSOR_LOOP",
        "offset=100, CURSOR_LOOP",
        "offset=151, MALFORMED_ANSWER",
        "offset=99999999999999999999, MALFORMED_ANSWER",
        "page=2, MALFORMED_ANSWER",
        "offset=-1, MALFORMED_ANSWER"})
    void linkThatLeadsBackOrTooFar_isAnError_notAnEnd(String query, FailureType type) {
        answer = page(50, "\"limit\":50,\"next\":\"https://api.tempo.io/4/worklogs?" + query + "\"");

        assertRefuses(type, "100");
    }

    @Test
    void emptyPagesThatLeadToThemselves_areALoop_afterAFewLooks() {
        answer = page(0, "\"limit\":50,\"next\":\"https://api.tempo.io/4/worklogs?offset=100\"");

        assertRefuses(FailureType.CURSOR_LOOP, "100");
        assertThat(asked).hasSizeBetween(2, 5);
    }

    @Test
    void lastPage_endsTheList_butAFullOneIsLookedBehind() {
        answer = page(49, "\"limit\":50");
        assertThat(listing.page(QUERY, null).next()).isNull();

        answer = page(50, "\"limit\":50");
        assertThat(listing.page(QUERY, null).next()).isEqualTo("50");

    }

    /** Only an empty page ends a list that does not say how much a page may hold, or how much it holds. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "3 | '' | 103",
        "3 | \"count\":3 | 103",
        "3 | \"count\":1000,\"limit\":1000 | 103",
        "3 | \"limit\":1 | 103",
        "1000 | \"count\":1000,\"limit\":5000 | ",
        "0 | '' | ",
        "0 | \"count\":50,\"limit\":50 | "})
    void pageWithoutALink_endsTheListOnlyIfItsOwnNumbersSaySo(int worklogs, String metadata, @Nullable String next) {
        answer = page(worklogs, metadata);

        assertThat(listing.page(QUERY, "100").next()).isEqualTo(next);
    }

    @Test
    void listWithoutMetadata_isFollowedToAnEmptyPage() {
        answer = "{\"results\":[{},{}]}";
        assertThat(listing.page(QUERY, null).next()).isEqualTo("2");

        answer = "{\"results\":[]}";
        assertThat(listing.page(QUERY, "2").next()).isNull();
    }

    /** Tempo's OpenAPI document has no other answer for a list that may not be asked for. */
    @Test
    void listThatIsNotFound_isAMissingPermission() {
        status = 404;
        for (String body : List.of("{\"errors\":[{\"message\":\"Authenticated user is missing permission\"}]}", "{}")) {
            answer = body;
            assertRefuses(FailureType.PERMISSION, null);
        }
    }

    @Test
    void order_isAskedFor_whereItIsNotTheUsualOne() {
        answer = page(0, "");

        listing.page(QUERY.in(TempoQuery.Order.ID), null);

        assertThat(asked).singleElement().satisfies(route -> assertThat(route).contains("orderBy=ID"));
    }

    @Test
    void pageWithoutResults_isMalformed() {
        answer = "{\"metadata\":{}}";

        assertRefuses(FailureType.MALFORMED_ANSWER, null);
    }

    @Test
    void refusal_isToldInTempoSWords() {
        status = 400;
        answer = "{\"errors\":[{\"message\":\"'from' must be valid\"},{\"message\":\"second\\u0007\"}]}";

        assertThatThrownBy(() -> listing.page(QUERY, null)).hasMessageContaining("'from' must be valid; second");
        assertRefuses(FailureType.CONFIGURATION, null);
    }
}
