package dev.backfill.gateway.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a start of each source may carry, over HTTP. Nothing of Slack and its like runs here: what passes is refused as unavailable. */
@ExtendWith(SharedGateway.class)
class StartValidationTest {
    private HttpCalls calls;

    @BeforeEach
    void connect(RunningGateway running) {
        calls = running.calls();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jira", "notion", "tempo", "fireflies", "github", "slack"})
    void commonFields_areCheckedAlikeForEverySource(String source) {
        String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
        List<List<String>> table = List.of(
                List.of("{\"days\": \"7\"}", "", "/days"), List.of("{\"days\": 7.5}", "", "/days"), List.of("{\"days\": -0}", "", "/days"),
                List.of("{\"days\": 1e2}", "", "/days"), List.of("{\"days\": 0}", "", "/days"), List.of("{\"days\": -1}", "", "/days"),
                List.of("{\"days\": 3651}", "", "/days"), List.of("{\"days\": 2147483648}", "", "/days"),
                List.of("{\"days\": 9223372036854775808}", "", "/days"), List.of("{\"days\": null}", "", "/days"),
                List.of("", "days=%D9%A7", "days"), List.of("", "days=%2B7", "days"), List.of("", "days=%207", "days"),
                List.of("", "days=3651", "days"), List.of("", "days=7&days=7", "days"), List.of("", "days[]=1", "days[]"),
                List.of("{\"fromDate\": \"2025-02-29\"}", "", "/fromDate"), List.of("{\"from_date\": \"2025-13-01\"}", "", "/from_date"),
                List.of("{\"fromDate\": \"25-1-1\"}", "", "/fromDate"), List.of("{\"fromDate\": \"2025-1-1\"}", "", "/fromDate"),
                List.of("{\"fromDate\": \"2025-01-01T00:00Z\"}", "", "/fromDate"), List.of("", "from_date=" + tomorrow, "from_date"),
                List.of("{\"fromDate\": \"2025-03-02\", \"toDate\": \"2025-03-01\"}", "", "/toDate"),
                List.of("{\"days\": 7, \"fromDate\": \"2025-03-01\"}", "", "/days"),
                List.of("{\"fromDate\": \"2025-03-01\", \"from_date\": \"2025-03-01\"}", "", "/from_date"),
                List.of("{\"days\": 7}", "days=8", "days"),
                List.of("{\"id\": \"x\", \"state\": \"COMPLETED\", \"role\": \"ADMIN\", \"startedBy\": \"me\"}", "",
                        "/id /state /role /startedBy"),
                List.of("{\"days\": 0, \"parallelism\": 65, \"requestsPerSecond\": 0}", "nothing=1",
                        "/days /parallelism /requestsPerSecond nothing"));
        for (List<String> row : table) {
            Answer refused = post(source, row.get(0), row.get(1));
            assertThat(refused.status()).as("%s", row).isEqualTo(400);
            assertThat(refused.problem()).isEqualTo("invalid-parameters");
            assertThat(places(refused)).as("%s", row).containsExactly(row.get(2).split(" "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7", "\"days\"", "   ", "{\"days\": 1, \"days\": 1}", "{\"days\": NaN}", "{\"days\": 1} {}", "\uFEFF{}"})
    void whatIsNoObject_isMalformedForEverySource(String body) {
        for (String source : List.of("jira", "tempo", "slack")) {
            Answer refused = post(source, body, "");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.problem()).isEqualTo("malformed-request");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "jira | {\"projects\": [\"ABC\\\" OR project = \\\"X\"]} | | /projects/0",
        "jira | {\"projects\": [\"AB\", \"ABC) OR (1=1\"]} | | /projects/1",
        "jira | {\"projects\": [\"AB\", \"AB\", \"abc\", \"\"]} | | /projects/2 /projects/3",
        "jira | {\"projects\": [\"АВС\"]} | | /projects/0",
        "jira | | projects= | projects",
        "jira | | projects=AB,,CD | projects",
        "jira | {\"projects\": {\"0\": \"AB\"}} | | /projects",
        "jira | {\"batchId\": \"x\"} | | /batchId",
        "notion | {\"databases\": [\"d9824bdc84454327be8b5b47500af6c\"]} | | /databases/0",
        "notion | {\"databases\": [\"d9824bdc-8445-4327-be8b-5b47500af6ce\", \"d9824bdc8445-4327-be8b-5b47500af6ce\"]} | | /databases/1",
        "notion | {\"databases\": [\"g9824bdc84454327be8b5b47500af6ce\", \"{d9824bdc84454327be8b5b47500af6ce}\"]} | | /databases/0 /databases/1",
        "notion | | databases=d9824bdc-8445-4327-be8b-5b47500af6ce%0A | databases",
        "notion | {\"databases\": \"d9824bdc84454327be8b5b47500af6ce\"} | | /databases",
        "notion | {\"projects\": []} | | /projects",
        "tempo | {\"batchId\": \"\"} | | /batchId",
        "tempo | {\"batch_id\": \" x\"} | | /batch_id",
        "tempo | {\"batchId\": \"x \"} | | /batchId",
        "tempo | {\"batchId\": \"a\\nb\"} | | /batchId",
        "tempo | {\"batchId\": \"a\\u0000b\"} | | /batchId",
        "tempo | {\"batchId\": \"bätch\"} | | /batchId",
        "tempo | {\"batchId\": 7} | | /batchId",
        "tempo | {\"batchId\": null} | | /batchId",
        "tempo | {\"batchId\": \"a\", \"batch_id\": \"a\"} | | /batch_id",
        "tempo | {\"batchId\": \"a\"} | batch_id=b | batch_id",
        "tempo | | batchId= | batchId",
        "tempo | | batchId=a&batchId=a | batchId",
        "tempo | {\"force\": \"true\"} | | /force",
        "tempo | | force=1 | force",
        "fireflies | {\"limit\": 0} | | /limit",
        "fireflies | {\"limit\": 5001} | | /limit",
        "fireflies | {\"limit\": -1} | | /limit",
        "fireflies | {\"limit\": \"10\"} | | /limit",
        "fireflies | {\"limit\": 10.0} | | /limit",
        "fireflies | {\"limit\": null} | | /limit",
        "fireflies | {\"limit\": 4294967297} | | /limit",
        "fireflies | {\"limit\": 18446744073709551617} | | /limit",
        "fireflies | | limit=010 | limit",
        "fireflies | {\"days\": 0, \"limit\": 0} | parallelism=x | /days /limit parallelism",
        "github | {\"repos\": [\"octocat\"]} | | /repos/0",
        "github | {\"repos\": [\"octocat/hello/world\", \"/hello\", \"octocat/\"]} | | /repos/0 /repos/1 /repos/2",
        "github | {\"repos\": [\"-octocat/x\", \"octocat-/x\", \"octo--cat/x\", \"octo_cat_x/x\"]} | | /repos/0 /repos/1 /repos/2 /repos/3",
        "github | {\"repos\": [\"octocat/.\", \"octocat/..\", \"octocat/x.git\", \"octocat/x y\"]} | | /repos/0 /repos/1 /repos/2 /repos/3",
        "github | {\"repos\": [\"octocat/../../etc\", \"https://github.com/octocat/x\"]} | | /repos/0 /repos/1",
        "github | | repos=octocat/x,осtocat/x | repos",
        "slack | {\"channels\": [\"#general\", \"General\", \"a b\", \"a.b\"]} | | /channels/0 /channels/1 /channels/2 /channels/3",
        "slack | {\"channels\": [\"C012AB3C\", \"U012AB3CD\", \"c012AB3CD\", \"C012AB3CDÉ\"]} | | /channels/0 /channels/1 /channels/2 /channels/3",
        "slack | {\"channels\": [\"-\", \"_-_\", \"\"]} | | /channels/0 /channels/1 /channels/2",
        "slack | {\"channels\": [[\"general\"]]} | | /channels",
        "slack | | channels=general, | channels",
    })
    void ownFields_areRefusedWhereTheyWereSent(String source, String body, String query, String places) {
        Answer refused = post(source, body == null ? "" : body, query == null ? "" : query);

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("invalid-parameters");
        assertThat(places(refused)).containsExactly(places.split(" "));
        refused.body().path("violations").forEach(violation ->
                assertThat(violation.path("detail").asString()).matches("(must be|is|differs) .+"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "notion | {\"databases\": [\"D9824BDC84454327BE8B5B47500AF6CE\", \"d9824bdc-8445-4327-be8b-5b47500af6ce\"]} |",
        "notion | | databases=d9824bdc84454327be8b5b47500af6ce&days=3650",
        "tempo | {\"batchId\": \"2024 Q1: all teams\", \"force\": true} |",
        "tempo | {\"batchId\": \"b\"} | batch_id=b&force=false",
        "fireflies | {\"limit\": 1} |", "fireflies | | limit=5000", "fireflies | {} |",
        "github | {\"repos\": [\"a/b\", \"octo-cat/hello_world.js\", \"octocat_acme/x\", \"octocat/.github\"]} | from_date=2025-01-01",
        "slack | {\"channels\": [\"general\", \"C012AB3CD\", \"G012AB3CD45\", \"D012AB3CD\", \"team_1-x\", \"1\"]} |",
        "slack | | channels=general,C012AB3CD",
    })
    void valuesByTheGrammar_passValidation(String source, String body, String query) {
        Answer answer = post(source, body == null ? "" : body, query == null ? "" : query);

        assertThat(answer.problem()).as(answer.body().toString()).isEqualTo("source-unavailable");
    }

    @Test
    void lists_areBounded() {
        for (List<String> list : List.of(
                List.of("jira", "projects", "AB"), List.of("notion", "databases", "d9824bdc84454327be8b5b47500af6ce"),
                List.of("github", "repos", "a/b"), List.of("slack", "channels", "general"))) {
            String many = IntStream.range(0, 501).mapToObj(i -> "\"" + list.get(2) + "\"").collect(Collectors.joining(","));
            Answer refused = post(list.get(0), "{\"" + list.get(1) + "\": [" + many + "]}", "");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(places(refused)).containsExactly("/" + list.get(1));
            assertThat(refused.body().path("violations").path(0).path("detail").asString()).startsWith("must be at most 500 ");
        }
    }

    @Test
    void longestValues_areTheBounds() {
        assertThat(post("tempo", "{\"batchId\": \"" + "b".repeat(100) + "\"}", "").problem()).isEqualTo("source-unavailable");
        assertThat(post("tempo", "{\"batchId\": \"" + "b".repeat(101) + "\"}", "").problem()).isEqualTo("invalid-parameters");
        assertThat(post("github", "{\"repos\": [\"" + "o".repeat(39) + "/" + "n".repeat(100) + "\"]}", "").problem())
                .isEqualTo("source-unavailable");
        assertThat(post("github", "{\"repos\": [\"" + "o".repeat(40) + "/n\", \"o/" + "n".repeat(101) + "\"]}", "").problem())
                .isEqualTo("invalid-parameters");
        assertThat(post("slack", "{\"channels\": [\"" + "c".repeat(80) + "\"]}", "").problem()).isEqualTo("source-unavailable");
        assertThat(post("slack", "{\"channels\": [\"" + "c".repeat(81) + "\"]}", "").problem()).isEqualTo("invalid-parameters");
    }

    @Test
    void unknownField_namesThoseThatAreAllowed() {
        Answer refused = post("tempo", "{\"projects\": []}", "");

        assertThat(refused.body().path("violations").path(0).path("allowed").valueStream().map(JsonNode::asString))
                .containsExactly("days", "fromDate", "toDate", "batchId", "force", "mode", "parallelism", "requestsPerSecond", "planId");
    }

    private Answer post(String source, String body, String query) {
        String path = "/api/v1/backfills/" + source + (query.isEmpty() ? "" : "?" + query);
        return body.isEmpty() ? calls.send("POST", path, BodyPublishers.noBody()) : calls.post(path, body);
    }

    private static List<String> places(Answer refused) {
        List<String> places = new ArrayList<>();
        for (JsonNode violation : refused.body().path("violations")) {
            places.add(violation.path("pointer").asString(violation.path("parameter").asString("")));
        }
        return places;
    }
}
