package dev.backfill.workers.source.notion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Answer;
import dev.backfill.workflows.failure.FailureType;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each documented error means. */
class NotionAnswersTest {
    private static Answer answer(int status, String type, String body) {
        return new Answer(status, HttpHeaders.of(Map.of("content-type", List.of(type)), (name, value) -> true), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer error(int status, String code, String message) {
        return answer(status, "application/json", "{\"object\":\"error\",\"status\":%d,\"code\":\"%s\",\"message\":\"%s\",\"request_id\":\"r\"}"
                .formatted(status, code, message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | validation_error      | The start_cursor provided is invalid: x        | CONFIGURATION  | start_cursor
            400 | validation_error      | body failed validation: body.filter            | CONFIGURATION  | body.filter
            400 | missing_version       | Notion-Version header should be defined        | CONFIGURATION  | BACKFILL_NOTION_VERSION
            400 | validation_error      | Notion-Version header failed validation        | CONFIGURATION  | BACKFILL_NOTION_VERSION
            400 | invalid_json          | Error parsing JSON body.                       | CONFIGURATION  | invalid_json
            400 | invalid_request_url   | Invalid request URL.                           | CONFIGURATION  | invalid_request_url
            400 | invalid_request       | This request is not supported.                 | CONFIGURATION  | invalid_request
            400 | invalid_grant         | The grant is invalid.                          | CONFIGURATION  | invalid_grant
            401 | unauthorized          | API token is invalid.                          | AUTHENTICATION | BACKFILL_NOTION_TOKEN
            403 | restricted_resource   | Insufficient permissions for this endpoint.    | PERMISSION     | capability
            404 | object_not_found      | Could not find page with ID                    | NOT_FOUND      | not shared
            413 | payload_too_large     | Too large.                                     | ANSWER_TOO_LARGE | 413
            409 | conflict_error        | Conflict occurred while saving.                | UNAVAILABLE    | 409
            500 | internal_server_error | Unexpected error occurred.                     | UNAVAILABLE    | 500
            502 | bad_gateway           | Bad gateway.                                   | UNAVAILABLE    | 502
            503 | service_unavailable   | Notion is unavailable.                         | UNAVAILABLE    | 503
            503 | database_connection_unavailable | No database connection.              | UNAVAILABLE    | 503
            504 | gateway_timeout       | Notion timed out.                              | UNAVAILABLE    | 504
            529 | service_overload      | Notion is overloaded.                          | UNAVAILABLE    | 529
            302 | -                     | elsewhere                                      | CONFIGURATION  | BACKFILL_NOTION_URL
            """)
    void documentedError_meansThis(int status, String code, String message, FailureType type, String says) {
        assertThatThrownBy(() -> NotionAnswers.read(error(status, code, message)))
                .hasMessageContaining(says)
                .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.type()).isEqualTo(type));
    }

    @Test
    void notFoundOfAProxy_isNoDeletion() {
        assertThatThrownBy(() -> NotionAnswers.read(answer(404, "text/html", "<html>not found</html>")))
                .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.type()).isEqualTo(FailureType.UNAVAILABLE));
    }

    @Test
    void idOfTheRequest_isNoContent() {
        assertThat(NotionAnswers.read(answer(200, "application/json", "{\"object\":\"page\",\"request_id\":\"r\"}")).has("request_id")).isFalse();
    }
}
