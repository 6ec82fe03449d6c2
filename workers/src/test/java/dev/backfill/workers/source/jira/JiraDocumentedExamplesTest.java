package dev.backfill.workers.source.jira;

import static dev.backfill.workers.source.RecordJson.MAPPER;
import static dev.backfill.workers.source.jira.StandInJira.ATLAS;
import static dev.backfill.workers.source.jira.StandInJira.RANGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.simulator.shared.ReadsShared;
import dev.backfill.simulator.shared.Shared;
import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.FoundPartition;
import dev.backfill.workers.source.Listing;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.StandInVendor.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The examples of Atlassian's own document are read; {@link JiraBulkAnswersTest} and its siblings read invented ones. */
@ReadsShared
class JiraDocumentedExamplesTest {
    private final Map<String, JsonNode> examples = new HashMap<>();
    private StandInJira jira;

    @BeforeEach
    void read() throws IOException {
        for (String line : Files.readAllLines(Shared.data("jira/exchanges.ndjson"))) {
            JsonNode exchange = MAPPER.readTree(line);
            JsonNode body = exchange.path("response").path("body");
            if (exchange.path("response").path("status").asInt() == 200 && body.isObject()) {
                examples.put(exchange.path("request").path("method").asString() + " " + exchange.path("request").path("path").asString(), body);
            }
        }
        TestDatabase.clear();
        jira = new StandInJira();
    }

    @AfterEach
    void stop() {
        jira.close();
    }

    private JsonNode example(String method, String route) {
        JsonNode body = examples.get(method + " /rest/api/3/" + route);
        assertThat(body).as("%s %s", method, route).isNotNull();
        return body;
    }

    private StandInJira answers(String method, String route, JsonNode body) {
        return jira.on(method, route, call -> new Reply(200, body.toString()));
    }

    @Test
    void search_andCount() {
        answers("POST", "search/jql", example("POST", "search/jql"));
        answers("POST", "search/approximate-count", example("POST", "search/approximate-count"));

        assertThat(jira.source().census(ATLAS, new Listing(RANGE, CensusOrder.CREATED), null, 1).ids()).containsExactly("10002");
        assertThat(jira.source().count(ATLAS, RANGE)).hasValue(example("POST", "search/approximate-count").path("count").asLong());
    }

    /** The example is the first page of several, and is given for each. */
    @Test
    void project_andTheListOfProjects() {
        JsonNode page = example("GET", "project/search").deepCopy();
        ((ObjectNode) page).put("isLast", true).put("total", 2);
        answers("GET", "project/search", page);
        answers("GET", "project/700", example("GET", "project/{projectIdOrKey}"));

        assertThat(jira.source().partitions("{}", RANGE)).extracting(FoundPartition::planned).extracting(planned -> planned.key())
                .containsExactly("EX", "ABC");
        assertThat(jira.source().isVisible(ATLAS)).isTrue();
    }

    @Test
    void bulkFetch_withThePartsOfTheirRoutes() {
        answers("POST", "issue/bulkfetch", example("POST", "issue/bulkfetch"));
        for (String part : List.of("comment", "worklog")) {
            answers("GET", "issue/10002/" + part, example("GET", "issue/{issueIdOrKey}/" + part));
        }
        JsonNode changes = example("GET", "issue/{issueIdOrKey}/changelog").deepCopy();
        ((ObjectNode) changes).put("isLast", true).put("total", 2);
        answers("GET", "issue/10002/changelog", changes);

        RecordPage page = jira.source().fetch(ATLAS, List.of("10002"), 1);

        assertThat(page.rejected()).isEmpty();
        PageRecord record = page.records().getFirst();
        assertThat(record.row().owner()).isEqualTo("10000");
        assertThat(record.incomplete()).isEmpty();
        assertThat(record.parts().get(JiraTables.COMMENT)).singleElement().satisfies(row -> assertThat(row.id()).isEqualTo("10000"));
        assertThat(record.parts().get(JiraTables.WORKLOG)).singleElement().satisfies(row -> assertThat(row.id()).isEqualTo("100028"));
        assertThat(record.parts().get(JiraTables.CHANGE)).hasSize(2);
    }

    @Test
    void issueAlone() {
        JsonNode issue = example("GET", "issue/{issueIdOrKey}");
        answers("GET", "issue/10002", issue);

        RecordPage page = jira.source().fetch(ATLAS, List.of("10002"), 1);

        assertThat(page.records()).singleElement().satisfies(record ->
                assertThat(record.row().values()).contains("Main order flow broken"));
    }
}
