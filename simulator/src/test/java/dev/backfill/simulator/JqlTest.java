package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JqlTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final DateTimeFormatter JIRA = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");
    private static JiraClient client;
    private static Instant created;
    private static String id;

    @BeforeAll
    static void start() {
        client = JiraClient.start(SimulatorOptions.defaults().withZone(ZONE));
        // One whose creation is no whole minute.
        for (String candidate : client.idsOfAllPages("project = CORE", 100)) {
            id = candidate;
            created = OffsetDateTime.parse(client.issue(id).path("fields").path("created").asString(), JIRA).toInstant();
            if (created.toEpochMilli() % 60_000 > 20_000 && created.toEpochMilli() % 60_000 < 40_000) {
                return;
            }
        }
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static List<String> find(String jql) {
        return client.idsOfAllPages(jql, 100);
    }

    private static String local(Instant instant, String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZONE).format(instant);
    }

    @Test
    void datesCompareByWholeMinutes() {
        long inside = created.plusSeconds(10).toEpochMilli();
        String only = " AND id = " + id;
        // The literal is later than the creation, but in the same minute.
        assertThat(find("created >= " + inside + only)).containsExactly(id);
        assertThat(find("created < " + inside + only)).isEmpty();
        assertThat(find("created <= " + created.truncatedTo(ChronoUnit.MINUTES).toEpochMilli() + only)).containsExactly(id);
        assertThat(find("created > " + created.minusSeconds(1).toEpochMilli() + only)).isEmpty();
        assertThat(find("created = " + inside + only)).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yyyy-MM-dd HH:mm", "yyyy/MM/dd HH:mm"})
    void datesAreInTheZoneOfTheUser(String pattern) {
        String minute = local(created, pattern);
        String next = local(created.plusSeconds(60), pattern);
        assertThat(find("created >= \"" + minute + "\" AND created < '" + next + "'")).contains(id);
        assertThat(find("created >= \"" + next + "\"")).doesNotContain(id);
    }

    @Test
    void dayWithoutTimeBeginsAtMidnight() {
        assertThat(find("created >= '" + local(created, "yyyy-MM-dd") + "' AND id = " + id)).containsExactly(id);
        assertThat(find("created < '" + local(created, "yyyy-MM-dd") + "' AND id = " + id)).isEmpty();
    }

    @Test
    void reservedProjectKeyNeedsQuotes() {
        assertThat(find("project = \"ORDER\"")).isNotEmpty();
        assertThat(find("project in ('ORDER')")).isNotEmpty();
        HttpResponse<byte[]> answer = client.search("project = ORDER", "");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JiraClient.error(answer)).contains("'ORDER' is a reserved JQL word").contains("(line 1, character 11)");
    }

    @Test
    void booleansAndListsCombine() {
        List<String> core = find("project = CORE");
        assertThat(find("project = CORE AND NOT issuetype = Bug OR project = CORE AND issuetype = Bug"))
                .containsExactlyInAnyOrderElementsOf(core);
        assertThat(find("(project = CORE OR project = SPIKE) AND id in (" + id + ")")).containsExactly(id);
        assertThat(find("project not in (CORE, SPIKE) AND status != Done")).isNotEmpty().doesNotContainAnyElementsOf(core);
        assertThat(find("key = " + client.issue(id).path("key").asString())).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ORDER BY created|Unbounded JQL queries are not allowed",
        "project|Expecting operator before the end of the query",
        "project == CORE|(line 1, character 10)",
        "project = CORE AND|Expecting a field name at the end of the query",
        "project = CORE created > 0|Expecting either 'OR' or 'AND' but got 'created'. (line 1, character 16)",
        "(project = CORE|Expecting ')' before the end of the query",
        "nonsense = 1|Field 'nonsense' does not exist or you do not have permission to view it.",
        "project = NOPE|The value 'NOPE' does not exist for the field 'project'.",
        "project = OLD|The value 'OLD' does not exist for the field 'project'.",
        "created > '2024-13-01'|Date value '2024-13-01' for field 'created' is invalid",
        "created > '2024-01-01 10:00:30'|is invalid",
        "project = \"CORE|has not been completed",
        "project = \"a\\xb\"|illegal JQL escape sequence",
        "created >= 0 ORDER BY status|Not able to sort using field 'status'",
        "created >= 0 ORDER BY id,id,id,id,id,id,id,id|maximum number of sort fields is 7"})
    void refusesInJirasWords(String jql, String message) {
        HttpResponse<byte[]> answer = client.search(jql, "");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JiraClient.error(answer)).contains(message);
        assertThat(JiraClient.json(answer).path("errors").isObject()).isTrue();
    }

    @Test
    void countRefusesUnboundedQueriesToo() {
        assertThat(client.post("search/approximate-count", "{\"jql\":\"order by id\"}").statusCode()).isEqualTo(400);
    }
}
