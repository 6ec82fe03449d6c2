package dev.backfill.workers.source.fireflies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.simulator.shared.ReadsShared;
import dev.backfill.simulator.shared.Shared;
import dev.backfill.workers.source.RecordJson;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Answer;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Recorded and documented answers of Fireflies, each read as the client reads it. Left out, with a line, where they are not at hand. */
class FirefliesRecordingsTest {
    private static final FirefliesAnswers ANSWERS = new FirefliesAnswers(Clock.systemUTC());

    private static List<JsonNode> exchanges() throws IOException {
        Path file = Shared.data("fireflies/exchanges.ndjson");
        return Files.readAllLines(file).stream().map(RecordJson.MAPPER::readTree).toList();
    }

    /** An answer of which no status is documented is one of 200. */
    private static Answer answer(JsonNode exchange) {
        return new Answer(exchange.path("response").path("status").asInt(200),
                HttpHeaders.of(Map.of("content-type", List.of("application/json")), (name, value) -> true),
                RecordJson.MAPPER.writeValueAsBytes(exchange.path("response").path("body")));
    }

    @Test
    @ReadsShared
    void everyAnswer_isDataOrAFailureOfItsCode_inFirefliesWords() throws IOException {
        for (JsonNode exchange : exchanges()) {
            JsonNode error = exchange.path("response").path("body").path("errors").path(0);
            FirefliesQuery query = new FirefliesQuery().line(exchange.path("request").path("body").path("query").asString());
            if (error.isMissingNode()) {
                assertThat(ANSWERS.read(answer(exchange), query).data().isEmpty()).isFalse();
                continue;
            }
            String code = error.path("extensions").path("code").asString();
            int status = error.path("extensions").path("status").asInt();
            assertThatThrownBy(() -> ANSWERS.read(answer(exchange), query))
                    .hasMessageContaining(code)
                    .hasMessageContaining(error.path("message").asString())
                    .isInstanceOfSatisfying(SourceException.class, failure ->
                            assertThat(failure.type()).isEqualTo(FirefliesErrorCodes.meaning(code, status).type()));
        }
    }

    /** Of one among several that were asked for by id, what Fireflies says without a path takes no more than that one. */
    @Test
    @ReadsShared
    void refusalOfOneById_isTold_andNotThrown() throws IOException {
        FirefliesQuery query = new FirefliesQuery().byId().line("{ t0: transcript(id: \"nobody\") { id } }");
        for (JsonNode exchange : exchanges()) {
            String code = exchange.path("response").path("body").path("errors").path(0).path("code").asString("");
            if (Set.of("object_not_found", "forbidden", "not_in_team", "require_elevated_privilege", "paid_required").contains(code)) {
                FirefliesAnswer answer = ANSWERS.read(answer(exchange), query);
                assertThat(answer.unplaced().orElseThrow().saysGone()).isEqualTo(code.equals("object_not_found"));
            }
        }
    }
}
