package dev.backfill.workers.source.notion;

import static dev.backfill.workers.source.RecordJson.MAPPER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.simulator.shared.ReadsShared;
import dev.backfill.simulator.shared.Shared;
import dev.backfill.workers.source.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Blocks as text. */
class PageTextTest {
    /** @param blocks depth and block by turns */
    private static String text(Object... blocks) {
        PageText text = new PageText();
        for (int index = 0; index < blocks.length; index += 2) {
            text.add(MAPPER.readTree((String) blocks[index + 1]), (Integer) blocks[index]);
        }
        return text.toString();
    }

    private static String block(String type, String said) {
        return "{\"type\":\"%s\",\"%s\":{\"rich_text\":[{\"type\":\"text\",\"plain_text\":\"%s\"}]}}".formatted(type, type, said);
    }

    @Test
    void lists_standTogether_andAreNumberedAnew() {
        assertThat(text(
                0, block("paragraph", "first"),
                0, block("numbered_list_item", "one"),
                1, block("numbered_list_item", "inner"),
                0, block("numbered_list_item", "two"),
                0, block("paragraph", "between"),
                0, block("numbered_list_item", "again"),
                0, block("bulleted_list_item", "a\\nb")))
                .isEqualTo("first\n\n1. one\n  1. inner\n2. two\n\nbetween\n\n1. again\n- a\n  b");
    }

    @Test
    void quotes_andWhatLiesInThem_areMarked() {
        assertThat(text(0, block("quote", "said\\ntwice"), 1, block("paragraph", "inside"), 0, block("paragraph", "after")))
                .isEqualTo("> said\n> twice\n\n> inside\n\nafter");
    }

    @Test
    void columnsAndTables_addNothingOfTheirOwn() {
        String row = "{\"type\":\"table_row\",\"table_row\":{\"cells\":[[{\"plain_text\":\"%s\"}],[],[{\"plain_text\":\"c\"}]]}}";
        assertThat(text(
                0, "{\"type\":\"column_list\",\"column_list\":{}}",
                1, "{\"type\":\"column\",\"column\":{}}",
                2, block("paragraph", "left"),
                1, "{\"type\":\"column\",\"column\":{}}",
                2, block("paragraph", "right"),
                0, "{\"type\":\"table\",\"table\":{}}",
                1, row.formatted("a"),
                1, row.formatted("b")))
                .isEqualTo("left\n\nright\n\na |  | c\nb |  | c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            {"type":"to_do","to_do":{"checked":true,"rich_text":[{"plain_text":"done"}]}} ~ [x] done
            {"type":"to_do","to_do":{"checked":false,"rich_text":[{"plain_text":"open"}]}} ~ [ ] open
            {"type":"child_page","id":"0A0A0A0A0a0a0a0a0a0a0a0a0a0a0a0a","child_page":{"title":"Below"}} ~ [Below](https://app.notion.com/p/0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a)
            {"type":"bookmark","bookmark":{"url":"https://example.com","caption":[{"plain_text":"see"}]}} ~ https://example.com – see
            {"type":"file","file":{"type":"file","name":"a.pdf","file":{"url":"https://s3/x/a.pdf"}}} ~ [file] a.pdf
            {"type":"image","image":{"type":"file","file":{"url":"https://s3/x/photo.png"}}} ~ [image] photo.png
            {"type":"pdf","pdf":{"type":"external","external":{"url":"https://example.com/b.pdf"}}} ~ [pdf] https://example.com/b.pdf
            {"type":"callout","callout":{"icon":{"emoji":"💡"},"rich_text":[{"plain_text":"mind"}]}} ~ 💡 mind
            {"type":"equation","equation":{"expression":"E=mc^2"}} ~ E=mc^2
            {"type":"paragraph","paragraph":{"rich_text":[{"type":"text","plain_text":"here","href":"/abc"}]}} ~ here (https://app.notion.com/abc)
            {"type":"paragraph","paragraph":{"rich_text":[{"type":"mention","plain_text":"@Ada","href":"https://x"},{"type":"mention","plain_text":" 2026-01-01"}]}} ~ @Ada 2026-01-01
            {"type":"paragraph","paragraph":{"rich_text":null}} ~ ''
            {"type":"of_the_future","of_the_future":{"rich_text":[{"plain_text":"read all the same"}]}} ~ read all the same
            {"type":"nothing"} ~ ''
            """)
    void block_reads(String block, String expected) {
        assertThat(text(0, block)).isEqualTo(expected);
    }

    @Test
    void signaturesOfFiles_areCutOff_withTheirExpiry() {
        JsonNode block = MAPPER.readTree("""
                {"image":{"file":{"url":"https://s3/x.png?X-Amz-Signature=1","expiry_time":"2026"},"external":{"url":"https://e/?q=1"}}}""");

        Signatures.cut(block);

        assertThat(block.toString()).isEqualTo("{\"image\":{\"file\":{\"url\":\"https://s3/x.png\"},\"external\":{\"url\":\"https://e/?q=1\"}}}");
    }

    /** Exchanges with the real Notion. */
    @Test
    @ReadsShared
    void recordedObjects_areRead() throws IOException {
        List<JsonNode> objects = recorded();

        assertThat(objects).hasSizeGreaterThan(150);
        for (JsonNode object : objects) {
            String id = Objects.requireNonNull(NotionValues.id(object, "id"));
            switch (String.valueOf(NotionValues.text(object, "object"))) {
                case "page" -> {
                    assertThat(NotionTables.page(RecordJson.of(object), id, "workspace", "").createdAt()).isNotNull();
                    assertThat(NotionValues.text(object, "url")).isNotNull();
                }
                case "block" -> assertThat(NotionTables.block(RecordJson.of(object), id, id).values().get(1)).as("parent").isNotNull();
                case "comment" -> assertThat(NotionTables.comment(RecordJson.of(object), id, id).values()).doesNotContainNull();
                case "data_source" -> assertThat(NotionTables.dataSource(RecordJson.of(object), id).owner()).isNotEqualTo(id);
                case "user" -> assertThat(NotionTables.user(RecordJson.of(object), id, "").values().getFirst()).isNotNull();
                default -> { }
            }
        }
        List<String> said = objects.stream().filter(object -> "paragraph".equals(NotionValues.text(object, "type"))).map(BlockText::read).toList();
        assertThat(said).contains("I'm a paragraph.", "paragraph 0");
    }

    private static List<JsonNode> recorded() throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        try (Stream<String> lines = Files.lines(Shared.data("notion/exchanges.ndjson"))) {
            lines.map(MAPPER::readTree).filter(exchange -> exchange.path("status").asInt() == 200).map(exchange -> exchange.path("response")).forEach(answer -> {
                if (answer.path("results").isArray()) {
                    answer.path("results").forEach(objects::add);
                } else {
                    objects.add(answer);
                }
            });
        }
        objects.removeIf(object -> NotionValues.id(object, "id") == null);
        return objects;
    }
}
