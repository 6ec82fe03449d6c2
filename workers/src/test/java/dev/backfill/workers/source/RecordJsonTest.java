package dev.backfill.workers.source;

import static dev.backfill.workers.source.RecordJson.MAPPER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.page.CleanText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RecordJsonTest {
    private static final String EMOJI = "\uD83D\uDE42";
    private static final String LONE_HIGH = "\uD83D";
    private static final String LONE_LOW = "\uDE42";

    private static RecordJson read(String json) {
        return RecordJson.of(MAPPER.readTree(json));
    }

    private static String canonical(RecordJson record) {
        return new String(record.canonical(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "{ \"b\" : 1 , \"a\" : [ true , null , \"x\" ] } # {\"a\":[true,null,\"x\"],\"b\":1}",
        "{\"b\":{\"d\":1,\"c\":2},\"B\":0,\"a\":[{\"z\":1,\"y\":2}]} # {\"B\":0,\"a\":[{\"y\":2,\"z\":1}],\"b\":{\"c\":2,\"d\":1}}",
        "{} # {}",
        "{\"a\":[[],{},\"\"]} # {\"a\":[[],{},\"\"]}"})
    void canonicalForm_hasSortedMembers_andNoWhiteSpace(String given, String expected) {
        assertThat(canonical(read(given))).isEqualTo(expected);
        assertThat(read(given).cleaned()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-0", "1.0", "1.50", "12345678901234567890", "12345678901234567890.5", "0.1000000000000000055511151231257827"})
    void numbers_keepTheirDigits(String number) {
        assertThat(canonical(read("{\"n\":" + number + "}"))).isEqualTo("{\"n\":" + (number.equals("-0") ? "0" : number) + "}");
    }

    @Test
    void hash_isTheSha256OfTheCanonicalForm() throws Exception {
        RecordJson record = read("{\"b\":1,\"a\":\"日\"}");

        assertThat(record.hash()).isEqualTo(MessageDigest.getInstance("SHA-256").digest("{\"a\":\"日\",\"b\":1}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void hash_isTheSame_howeverTheMembersAreOrderedOrWritten() {
        List<String> members = new ArrayList<>(List.of("\"a\": 1", "\"b\":[1,2]", "\"c\":{\"x\":\"\\u0041\",\"y\":null}", "\"日\":\"t\"", "\"d\":1.50"));
        byte[] hash = read("{" + String.join(",", members) + "}").hash();
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(members, new Random(seed));
            assertThat(read("{ " + String.join(" , ", members) + " }").hash()).isEqualTo(hash);
        }
        assertThat(read("{\"c\":{\"y\":null,\"x\":\"A\"},\"d\":1.50,\"b\":[1,2],\"a\":1,\"日\":\"t\"}").hash()).isEqualTo(hash);
        assertThat(read("{\"c\":{\"y\":null,\"x\":\"A\"},\"d\":1.50,\"b\":[2,1],\"a\":1,\"日\":\"t\"}").hash()).isNotEqualTo(hash);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(unit -> json.append("\\u%04x".formatted(unit)));
        return json.append('"').toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a\0b", "\0", LONE_HIGH, LONE_LOW, "x" + LONE_HIGH, "x" + LONE_LOW, LONE_HIGH + "x", LONE_LOW + "x", LONE_LOW + LONE_HIGH,
        LONE_HIGH + LONE_HIGH, EMOJI + LONE_HIGH, LONE_HIGH + EMOJI, EMOJI + LONE_LOW, EMOJI + "\0", "lone " + LONE_HIGH + " and " + LONE_LOW + " surrogates"})
    void uncleanText_isCleaned_whereverItIs_andNoted(String text) {
        String clean = CleanText.clean(text);
        assertThat(clean).isNotEqualTo(text);

        RecordJson record = read("{\"fields\":{\"sound\":\"x\",\"bad\":" + quoted(text) + "},\"list\":[\"y\",{\"bad\":" + quoted(text) + "}," + quoted(text) + "]}");

        assertThat(record.content().at("/fields/bad").stringValue()).isEqualTo(clean);
        assertThat(record.content().at("/list/1/bad").stringValue()).isEqualTo(clean);
        assertThat(record.content().at("/list/2").stringValue()).isEqualTo(clean);
        assertThat(record.cleaned()).containsExactlyInAnyOrder("fields.bad", "list.bad", "list");
        assertThat(canonical(record)).isEqualTo("{\"fields\":{\"bad\":\"" + clean + "\",\"sound\":\"x\"},\"list\":[\"y\",{\"bad\":\"" + clean + "\"},\"" + clean + "\"]}");
    }

    @Test
    void uncleanName_isCleaned_andItsValueKept() {
        RecordJson record = read("{\"a\\u0000b\":1,\"c\\ud83d\":{\"d\":2}}");

        assertThat(canonical(record)).isEqualTo("{\"a\uFFFDb\":1,\"c\uFFFD\":{\"d\":2}}");
    }

    @Test
    void textThatOnlyLooksUnclean_isKept() {
        String json = "{\"text\":\"\\\\u0000 \\\\ud83d and " + EMOJI + "\"}";

        assertThat(canonical(read(json))).isEqualTo(json);
        assertThat(read(json).cleaned()).isEmpty();
    }

    /** Writers work in buffers: a pair may lie across the end of one. */
    @Test
    void longText_isWrittenWhole_whereverItsPairsLie() {
        for (int before = 3_900; before < 4_100; before++) {
            String text = "x".repeat(before) + EMOJI + "日".repeat(50) + EMOJI.repeat(300);
            ObjectNode record = MAPPER.createObjectNode().put("text", text);

            assertThat(canonical(RecordJson.of(record))).isEqualTo("{\"text\":\"" + text + "\"}");
        }
    }

    @Test
    void longText_isCleaned_whereverItsDamageLies() {
        for (int before = 3_990; before < 4_010; before++) {
            for (String damage : List.of("\0", LONE_HIGH, LONE_LOW)) {
                ObjectNode record = MAPPER.createObjectNode().put("text", "x".repeat(before) + damage + "y".repeat(9_000));

                assertThat(canonical(RecordJson.of(record))).isEqualTo("{\"text\":\"" + "x".repeat(before) + "\uFFFD" + "y".repeat(9_000) + "\"}");
            }
        }
    }

    @Test
    void membersTwice_keepTheLast() {
        assertThat(canonical(read("{\"a\":\"first\",\"b\":1,\"a\":\"second\"}"))).isEqualTo("{\"a\":\"second\",\"b\":1}");
    }

    @Test
    void manyPlacesThatWereCleaned_areNotedUpToABound() {
        String members = java.util.stream.IntStream.range(0, 50).mapToObj(number -> "\"m" + number + "\":\"\\u0000\"").collect(Collectors.joining(","));
        RecordJson record = read("{" + members + "}");

        assertThat(record.cleaned()).hasSize(20);
        assertThat(canonical(record)).doesNotContain("\\u0000");
    }

    @Test
    void controlCharacters_areKept() {
        RecordJson record = read("{\"text\":\"tab\\t bell\\u0007 del\\u007f\"}");
        JsonNode again = MAPPER.readTree(record.canonical());

        assertThat(again.get("text").stringValue()).isEqualTo("tab\t bell\u0007 del\u007f");
        assertThat(record.cleaned()).isEmpty();
    }

    @Test
    void part_isCutOutOfItsRecord_exactlyAsItWouldBeWritten() {
        JsonNode record = MAPPER.readTree("{\"z\":1,\"list\":[{\"b\":\"ü😀\",\"a\":[1,2]},{\"c\":{}},{}],\"other\":[{\"b\":2}]}");
        RecordJson json = RecordJson.of(record, List.of(record.get("list")));

        for (JsonNode element : record.get("list")) {
            RecordJson part = json.part(element);
            RecordJson alone = RecordJson.of(element.deepCopy());
            assertThat(canonical(part)).isEqualTo(canonical(alone));
            assertThat(part.hash()).isEqualTo(alone.hash());
        }
        assertThat(canonical(json.part(record.get("other").get(0)))).isEqualTo("{\"b\":2}");
    }

    @Test
    void partOfARecordThatWasCleaned_isCleanToo() {
        JsonNode record = MAPPER.readTree("{\"list\":[{\"b\":\"x\\u0000\"}]}");
        RecordJson json = RecordJson.of(record, List.of(record.get("list")));

        assertThat(canonical(json.part(json.content().get("list").get(0)))).isEqualTo("{\"b\":\"x\uFFFD\"}");
    }
}
