package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.simulator.json.CanonicalJson;
import dev.backfill.simulator.shared.ReadsShared;
import dev.backfill.simulator.shared.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DatasetTest {

    private static final SimulatorOptions OPTIONS = SimulatorOptions.defaults().withNow(Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void sameNumbers_makeTheSameSite() {
        try (JiraClient one = JiraClient.start(OPTIONS); JiraClient other = JiraClient.start(OPTIONS)) {
            assertThat(one.manifest()).hasSize(1_000).isEqualTo(other.manifest());
        }
    }

    @Test
    void manifestHash_isThatOfTheAnswer() throws Exception {
        try (JiraClient client = JiraClient.start(OPTIONS.withIssues(60))) {
            client.admin("POST", "issues/10005/edit", "{\"summary\":\"é \\\" \\\\ \\u0001 😀\",\"addComment\":true}");
            for (JsonNode line : client.manifest()) {
                String answer = new String(client.post("issue/bulkfetch", "{\"issueIdsOrKeys\":[\"" + line.path("id").asString()
                        + "\"],\"fields\":[\"*all\"],\"expand\":[\"changelog\"]}").body(), StandardCharsets.UTF_8);
                byte[] issue = answer.substring(answer.indexOf("\"issues\":[") + 10, answer.lastIndexOf("],\"issueErrors\""))
                        .getBytes(StandardCharsets.UTF_8);
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical(issue).getBytes(StandardCharsets.UTF_8));
                assertThat(line.path("sha256").asString()).isEqualTo(HexFormat.of().formatHex(hash));
            }
        }
    }

    /** Another way to the canonical text than the one under test: a tree of sorted maps, written by the mapper. */
    private static String canonical(byte[] json) {
        JsonMapper mapper = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
        return mapper.writeValueAsString(sorted(mapper.readTree(json)));
    }

    private static Object sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> members = new TreeMap<>();
            node.forEachEntry((name, value) -> members.put(name, sorted(value)));
            return members;
        }
        return node.isArray() ? node.valueStream().map(DatasetTest::sorted).toList() : node;
    }

    @Test
    void canonicalText_keepsNumbersAndTakesTheLastOfTwoMembers() {
        byte[] json = "{ \"b\" : 1.50, \"a\" : [1E3, -0.0, null, true, {}, []], \"b\" : \"\\u0000\\u00e9\\/\" }".getBytes(StandardCharsets.UTF_8);
        assertThat(new String(CanonicalJson.of(json), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":[1E3,-0.0,null,true,{},[]],\"b\":\"\\u0000é/\"}");
    }

    @Test
    void descriptionsShowEveryNodeAndMark() {
        TreeSet<String> types = new TreeSet<>();
        try (JiraClient client = JiraClient.start(OPTIONS)) {
            for (int start = 10_000; start < 11_000; start += 100) {
                StringBuilder ids = new StringBuilder();
                for (int id = start; id < start + 100; id++) {
                    ids.append(id == start ? "" : ",").append('"').append(id).append('"');
                }
                JiraClient.json(client.post("issue/bulkfetch",
                        "{\"issueIdsOrKeys\":[" + ids + "],\"fields\":[\"description\",\"comment\"]}"))
                        .findValues("type").forEach(type -> types.add(type.asString()));
            }
        }
        assertThat(types).contains("paragraph", "heading", "bulletList", "orderedList", "listItem", "taskList", "taskItem",
                "decisionList", "decisionItem", "codeBlock", "blockquote", "panel", "rule", "table", "tableRow", "tableHeader",
                "tableCell", "mediaSingle", "mediaGroup", "media", "caption", "expand", "nestedExpand", "layoutSection",
                "layoutColumn", "blockCard", "embedCard", "extension", "bodiedExtension", "syncBlock", "text", "hardBreak",
                "mention", "emoji", "inlineCard", "date", "status", "mediaInline", "placeholder", "inlineExtension", "strong",
                "em", "code", "strike", "underline", "link", "textColor", "backgroundColor", "subsup", "border", "annotation",
                "alignment", "indentation", "breakout", "hologram");
    }

    @Test
    void poisonIsOffUntilItIsSwitchedOn() {
        try (JiraClient client = JiraClient.start(OPTIONS.withIssues(4_000))) {
            List<JsonNode> sound = client.manifest();
            client.admin("POST", "poison", "{\"on\":true}");
            List<JsonNode> poisoned = client.manifest();
            assertThat(poisoned).hasSameSizeAs(sound);
            long damaged = Stream.iterate(0, i -> i + 1).limit(sound.size())
                    .filter(i -> !sound.get(i).path("sha256").equals(poisoned.get(i).path("sha256"))).count();
            assertThat(damaged).isBetween(5L, 60L);
        }
    }

    @Test
    void inventedRecordings_areServedAsTheyAre() throws Exception {
        assertServedAsTheyAre(Path.of("src/test/resources/recorded"));
    }

    @Test
    @ReadsShared
    void realRecordings_areServedAsTheyAre() throws Exception {
        assertServedAsTheyAre(Shared.data(""));
    }

    private static void assertServedAsTheyAre(Path recording) throws IOException {
        List<JsonNode> recorded = Files.readAllLines(recording.resolve("jira/issues.ndjson")).stream()
                .map(JiraClient.MAPPER::readTree).toList();
        try (JiraClient client = JiraClient.start(OPTIONS.withData(recording))) {
            assertThat(recorded).isNotEmpty().allSatisfy(issue ->
                    assertThat(client.issue(issue.path("id").asString())).isEqualTo(issue));
            assertThat(client.idsOfAllPages("created >= 0 ORDER BY updated ASC", 100))
                    .containsExactlyInAnyOrderElementsOf(recorded.stream().map(issue -> issue.path("id").asString()).toList());
        }
    }

    @Test
    void recordedWorklogs_joinThoseOfTheFile_andProjectsThoseOfTheIssues() {
        try (JiraClient client = JiraClient.start(OPTIONS.withData(Path.of("src/test/resources/recorded")))) {
            JsonNode worklogs = JiraClient.json(client.get("issue/20708/worklog"));
            assertThat(worklogs.path("total").asInt()).isEqualTo(2);
            JsonNode projects = JiraClient.json(client.get("project/search")).path("values");
            assertThat(projects.valueStream().map(project -> project.path("key").asString())).containsExactly("EE", "K5");
            client.admin("POST", "issues/20708/edit", "{\"summary\":\"changed\",\"removeComment\":true}");
            JsonNode edited = client.issue("20708");
            assertThat(edited.path("fields").path("summary").asString()).isEqualTo("changed");
            assertThat(edited.path("fields").path("comment").path("total").asInt()).isZero();
            assertThat(edited.path("changelog").path("histories").path(0).path("items").path(0).path("fromString").asString())
                    .isEqualTo("Second 二");
        }
    }
}
