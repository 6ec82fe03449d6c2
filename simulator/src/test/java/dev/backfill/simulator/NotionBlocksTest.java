package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NotionBlocksTest {

    private static NotionClient client;
    private static List<JsonNode> manifest;

    @BeforeAll
    static void start() {
        client = NotionClient.start(NotionClient.options(120));
        manifest = client.manifest("");
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static String page(int number) {
        return manifest.get(number).path("id").asString();
    }

    private static boolean isCopy(JsonNode block) {
        return block.path("synced_block").path("synced_from").isObject();
    }

    private static void walk(String id, List<String> ids, Set<String> types) {
        for (JsonNode block : client.children(id)) {
            ids.add(block.path("id").asString());
            types.add(block.path("type").asString());
            if (block.path("has_children").asBoolean() && !block.has("child_page") && !isCopy(block)) {
                walk(block.path("id").asString(), ids, types);
            }
        }
    }

    @Test
    void goingDown_meetsEveryBlockOfTheManifest() {
        Set<String> types = new HashSet<>();
        for (JsonNode line : manifest) {
            List<String> ids = new ArrayList<>();
            walk(line.path("id").asString(), ids, types);
            assertThat(ids).isEqualTo(line.path("blocks").valueStream().map(JsonNode::asString).toList());
        }
        assertThat(types).contains("paragraph", "heading_1", "heading_2", "heading_3", "bulleted_list_item", "numbered_list_item", "to_do",
                "toggle", "code", "quote", "callout", "divider", "table", "table_row", "column_list", "column", "synced_block", "child_page",
                "child_database", "image", "file", "video", "pdf", "audio", "bookmark", "embed", "link_preview", "link_to_page", "equation",
                "breadcrumb", "table_of_contents", "template", "unsupported");
    }

    @Test
    void childPage_hasTheIdOfThePage_andItsBlock() {
        JsonNode child = client.children(page(0)).stream().filter(block -> block.has("child_page")).findFirst().orElseThrow();
        String id = child.path("id").asString();
        assertThat(client.read("pages/" + id).path("parent").path("page_id").asString()).isEqualTo(page(0));
        assertThat(client.read("blocks/" + id).path("child_page")).isEqualTo(child.path("child_page"));
        assertThat(client.read("pages/" + id.replace("-", "")).path("id").asString()).isEqualTo(id);
        assertThat(client.read("pages/" + id.toUpperCase(Locale.ROOT)).path("id").asString()).isEqualTo(id);
    }

    @Test
    void deepPage_hasTwentyLevels() {
        String id = page(2);
        int levels = 0;
        for (List<JsonNode> below = client.children(id); !below.isEmpty() && !below.getFirst().has("child_page"); levels++) {
            id = below.getFirst().path("id").asString();
            below = client.children(id);
        }
        assertThat(levels).isEqualTo(20);
    }

    @Test
    void copy_showsTheBlocksOfItsOriginal_andACycleNeverEnds() {
        String id = client.children(page(3)).getFirst().path("id").asString();
        Set<String> met = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            JsonNode copy = client.children(id).stream().filter(NotionBlocksTest::isCopy).findFirst().orElseThrow();
            assertThat(copy.path("has_children").asBoolean()).isTrue();
            id = copy.path("id").asString();
            met.add(id);
        }
        assertThat(met).hasSize(2);
        JsonNode block = client.children(page(7)).get(1);
        assertThat(NotionClient.ids(client.read("blocks/" + block.path("id").asString() + "/children")))
                .isEqualTo(NotionClient.ids(client.read("blocks/" + block.path("synced_block").path("synced_from").path("block_id").asString()
                        + "/children"))).hasSize(2);
    }

    @Test
    void copyOfWhatIsNotShared_isNotFound() {
        try (NotionClient other = NotionClient.start(NotionClient.options(60))) {
            String original = other.manifest("").get(7).path("id").asString();
            String copy = other.children(other.manifest("").get(1).path("id").asString()).stream()
                    .filter(NotionBlocksTest::isCopy).findFirst().orElseThrow().path("id").asString();
            assertThat(other.get("blocks/" + copy + "/children").statusCode()).isEqualTo(200);
            other.mutate(original, "unshare", "");
            assertThat(NotionClient.code(other.get("blocks/" + copy + "/children"))).isEqualTo("404 object_not_found");
        }
    }

    @Test
    void poison_makesAPageOfTenThousandBlocks_andOneOfMegabytes() {
        try (NotionClient poisoned = NotionClient.start(NotionClient.options(60).withPoison(true))) {
            List<JsonNode> lines = poisoned.manifest("");
            assertThat(poisoned.children(lines.get(5).path("id").asString())).hasSizeGreaterThanOrEqualTo(10_000).doesNotHaveDuplicates();
            assertThat(poisoned.get("blocks/" + lines.get(6).path("id").asString() + "/children").body().length)
                    .isGreaterThan(10_000_000);
            poisoned.admin("POST", "poison", "{\"on\":false}");
            assertThat(poisoned.children(lines.get(5).path("id").asString())).hasSizeLessThan(100);
        }
    }

    @Test
    void comments_arePaged_andBlocksHaveTheirOwn() {
        assertThat(client.all("comments?block_id=" + page(8))).hasSize(250).doesNotHaveDuplicates();
        int onBlocks = 0;
        for (JsonNode line : manifest) {
            List<String> told = new ArrayList<>(client.all("comments?block_id=" + line.path("id").asString()).stream()
                    .map(comment -> comment.path("id").asString()).toList());
            int onPage = told.size();
            String first = line.path("blocks").path(0).asString("");
            if (line.path("comments").size() > onPage) {
                told.addAll(NotionClient.ids(client.read("comments?block_id=" + first)));
            }
            onBlocks += told.size() - onPage;
            assertThat(told).isEqualTo(line.path("comments").valueStream().map(JsonNode::asString).toList());
        }
        assertThat(onBlocks).isPositive();
        assertThat(NotionClient.code(client.get("comments"))).isEqualTo("400 validation_error");
    }
}
