package dev.backfill.workers.source.fireflies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workers.source.RecordJson;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of our fields an error names: by its place or by a name in quotation marks, in any language. */
class FirefliesQueryTest {
    private final FirefliesFields fields = new FirefliesFields();

    private FirefliesQuery query() {
        return new FirefliesQuery().line("{").transcripts("page: transcripts", fields.of(FirefliesFields.WHOLE)).line("}");
    }

    private Map<String, String> named(String message, int line) {
        String error = "{\"message\":%s,\"locations\":[{\"line\":%d,\"column\":1}]}"
                .formatted(RecordJson.MAPPER.writeValueAsString(message), line);
        return query().named(List.of(FirefliesError.read(RecordJson.MAPPER.readTree(error), new RetryAfter(Clock.systemUTC()))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "Cannot query field \"organizer_email\" on type \"Transcript\". | organizer_email",
        "Cannot query field \"cal_id\" on type \"Transcript\". Did you mean \"calendar_id\"? | cal_id",
        "Das Feld „notes“ gibt es am Typ „Summary“ nicht. | summary.notes",
        "Field 'analytics' in type 'Transcript' is undefined | analytics"})
    void quotedName_isTheField_whateverTheWordsAround(String message, String path) {
        assertThat(named(message, 0)).containsExactly(Map.entry(path, message));
    }

    @Test
    void nameThatStandsInSeveralPlaces_isTheOneThatTheErrorPointsTo_elseEach() {
        List<String> lines = query().text().lines().toList();
        int ofSections = lines.indexOf("extended_sections {") + 2;
        assertThat(lines.get(ofSections - 1)).isEqualTo("title");

        assertThat(named("Cannot query field \"title\" on type \"SummarySection\".", ofSections)).containsOnlyKeys("summary.extended_sections.title");
        assertThat(named("Cannot query field \"title\" on type \"SummarySection\".", 1))
                .containsOnlyKeys("title", "summary.extended_sections.title", "channels.title", "apps_preview.outputs.title");
    }

    @Test
    void whatIsNotOurs_andTheId_areNotNamed() {
        assertThat(named("Cannot query field \"id\" on type \"Transcript\".", 3)).doesNotContainKey("id");
        assertThat(named("Unknown argument \"skip\" on field \"Query.transcripts\".", 2)).isEmpty();
        assertThat(named("Syntax Error", 2)).isEmpty();
        assertThat(named("organizer_email without quotation marks", 0)).isEmpty();
    }

    @Test
    void objectOfWhichNothingIsLeft_isNotAskedFor() {
        fields.leaveOut(Map.of("apps_preview.outputs", "words"));

        assertThat(query().text()).doesNotContain("outputs").doesNotContain("apps_preview").contains("analytics {");
        assertThat(fields.of(FirefliesFields.PLACE)).extracting(FirefliesFields.Field::path).containsExactly("id", "date", "dateString");
    }
}
