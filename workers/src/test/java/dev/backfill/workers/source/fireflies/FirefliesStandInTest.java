package dev.backfill.workers.source.fireflies;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.backfill.store.budget.RequestBudget;
import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.Withheld;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.observation.WorkersMetrics;
import dev.backfill.workers.pull.CursorLoop;
import dev.backfill.workers.source.Listing;
import dev.backfill.workers.source.RecordJson;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workers.source.http.SourceHttp;
import dev.backfill.workflows.source.DateRange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers that Fireflies' own pages permit and the simulator never makes, over HTTP all the same. */
@Timeout(120)
class FirefliesStandInTest {
    private static final SourcePartition MONTH = new SourcePartition("2026-02", "2026-02");
    private static final DateRange RANGE = new DateRange(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"));

    /** Meetings in the order of the list. */
    private final List<ObjectNode> meetings = new ArrayList<>();
    /** What is refused by id, with its code. */
    private final TreeMap<String, String> refused = new TreeMap<>();
    private final List<Integer> limits = new ArrayList<>();
    private int mostOfAList = 50;
    private int mostWhole = 50;
    private HttpServer server;
    private FirefliesSource source;

    @BeforeEach
    void start() throws IOException {
        TestDatabase.clear();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/graphql");
        RequestBudget budget = new RequestBudget(TestDatabase.pool(), "fireflies", 10_000);
        WorkersMetrics metrics = new WorkersMetrics(new SimpleMeterRegistry());
        source = new FirefliesSource(new SourceHttp(SourceFixture.SETTINGS, budget, Clock.systemUTC(), "fireflies", metrics),
                new FirefliesProperties(address, "key", 0, 0, 20), Clock.systemUTC());
        IntStream.range(0, 70).forEach(number -> meetings.add(meeting(number)));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static ObjectNode meeting(int number) {
        ObjectNode meeting = RecordJson.MAPPER.createObjectNode().put("id", "M" + number)
                .put("date", Instant.parse("2026-02-20T12:00:00Z").minusSeconds(3_600L * number).toEpochMilli())
                .putNull("title").putNull("organizer_email").putNull("speakers").putNull("summary").putNull("analytics");
        meeting.putArray("channels");
        meeting.putObject("meeting_info").put("summary_status", "processed");
        meeting.putArray("sentences").addObject().put("index", 0).put("speaker_id", "zero").put("text", "one").putNull("start_time");
        return meeting;
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode body = RecordJson.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
        JsonNode variables = body.path("variables");
        ObjectNode answer = RecordJson.MAPPER.createObjectNode();
        ObjectNode data = answer.putObject("data");
        int status = 200;
        if (variables.has("id0")) {
            byId(variables, data, answer);
        } else if (variables.has("limit")) {
            limits.add(variables.path("limit").asInt());
            status = variables.path("limit").asInt() > mostWhole ? 504 : 200;
            list(data.putArray("page"), variables.path("skip").asInt(), variables.path("limit").asInt());
            list(data.putArray("list"), variables.path("listSkip").asInt(), 50);
        } else if (variables.has("moreSkip")) {
            list(data.putArray("list"), variables.path("listSkip").asInt(), 50);
            list(data.putArray("further"), variables.path("furtherSkip").asInt(), 50);
            list(data.putArray("more"), variables.path("moreSkip").asInt(), 50);
        } else {
            data.putObject("user").put("user_id", "U");
        }
        byte[] bytes = RecordJson.MAPPER.writeValueAsBytes(answer);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void list(ArrayNode into, int skip, int limit) {
        meetings.stream().skip(skip).limit(Math.min(limit, mostOfAList)).forEach(meeting -> into.add(meeting.deepCopy()));
    }

    /** As on Fireflies' page of error codes: without a path. */
    private void byId(JsonNode variables, ObjectNode data, ObjectNode answer) {
        for (int index = 0; variables.has("id" + index); index++) {
            String id = variables.path("id" + index).asString();
            String code = refused.get(id);
            if (code != null) {
                data.putNull("t" + index);
                answer.withArray("errors").addObject().put("message", "words about " + code).put("code", code).putObject("extensions").put("code", code);
            } else {
                data.set("t" + index, meetings.stream().filter(each -> each.path("id").asString().equals(id)).findFirst().orElseThrow().deepCopy());
            }
        }
    }

    private List<String> census(CensusOrder order) {
        return CursorLoop.census(source, MONTH, RANGE, order);
    }

    private List<String> all() {
        return meetings.stream().map(each -> each.path("id").asString()).toList();
    }

    @Test
    void transcriptsThatAreRefused_withoutAPath_takeNoneWithThem_goneAndWithheldToldApart() {
        refused.put("M3", "object_not_found");
        refused.put("M5", "forbidden");

        RecordPage page = source.fetch(MONTH, all().subList(0, 10), 1);

        assertThat(CursorLoop.idsOf(page)).containsExactlyInAnyOrder("M0", "M1", "M2", "M4", "M6", "M7", "M8", "M9");
        assertThat(page.rejected()).isEmpty();
        assertThat(page.withheld()).extracting(Withheld::recordId).containsExactly("M5");
        assertThat(page.withheld().getFirst().part()).isNull();
        assertThat(page.withheld().getFirst().reason()).contains("forbidden").contains("words about forbidden");
        assertThat(source.locate(List.of("M3", "M4", "M5"))).containsOnlyKeys("M4", "M5");
    }

    @Test
    void pageThatIsTooLarge_isTakenSmaller_andTheSizeIsRemembered() {
        mostWhole = 10;

        List<IdPage> pages = CursorLoop.wholeCensus(source, MONTH, RANGE, CensusOrder.CREATED);

        assertThat(pages.stream().flatMap(page -> page.records().records().stream()).map(record -> record.row().id()))
                .containsExactlyElementsOf(all());
        int firstSmaller = limits.indexOf(10);
        assertThat(limits.subList(firstSmaller, limits.size())).containsOnly(10);
        assertThat(pages.stream().flatMap(page -> page.records().rejected().stream())).isEmpty();
    }

    /** Fewer than were asked for is no end while others follow. */
    @Test
    void listsThatGiveFewerThanAskedFor_areFollowedToTheirEnd() {
        for (int most : List.of(10, 20, 30, 47)) {
            mostOfAList = most;
            for (CensusOrder order : CensusOrder.values()) {
                assertThat(census(order)).as("%s by %d", order, most).containsExactlyInAnyOrderElementsOf(all());
            }
        }
    }

    @Test
    void meetingThatGoesOn_waits_andNullsAreNoHindrance() {
        meetings.get(0).put("is_live", true);
        meetings.get(1).put("id", 17).put("privacy", "of a later version").put("of_a_later_version", 1);
        meetings.get(2).putNull("participants").putNull("meeting_attendees").putNull("dateString").putNull("user");

        IdPage page = source.census(MONTH, new Listing(RANGE, CensusOrder.CREATED), null, 1);

        assertThat(page.records().pending()).singleElement().satisfies(pending -> assertThat(pending.reason()).isEqualTo("the meeting goes on"));
        assertThat(page.records().records()).extracting(PageRecord::row).extracting(row -> row.id()).hasSize(19).contains("17", "M2").doesNotContain("M0");
    }
}
