package dev.backfill.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "null", "[]", "7", "\"x\"", "true", "{", "}", " ", "{\"days\": 1} x", "{\"days\": 1}{}", "{\"days\": 1, \"days\": 1}",
        "{\"days\": NaN}", "{\"days\": Infinity}", "{'days': 1}", "{days: 1}", "{\"days\": 01}", "{\"days\": +1}", "{\"days\": .5}",
        "{\"days\": 1,}", "{\"days\": 1} // x", "\uFEFF{}", "<xml/>", "days=7", "{\"days\": \"\u0000\"}",
    })
    void whatIsNotOneObject_isRefused(String body) {
        assertThat(refused(body.getBytes(StandardCharsets.UTF_8)).type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void whatIsNotUtf8_isRefused() {
        assertThat(refused("{}".getBytes(StandardCharsets.UTF_16)).type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
        assertThat(refused(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}).type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void deepNestingAndEndlessNumbers_areRefused() {
        assertThat(refused(("{\"a\":" + "[".repeat(10_000)).getBytes(StandardCharsets.UTF_8)).type())
                .isEqualTo(ProblemType.MALFORMED_REQUEST);
        assertThat(refused(("{\"days\":" + "1".repeat(1_000) + "}").getBytes(StandardCharsets.UTF_8)).type())
                .isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void whatIsTooMuch_isNamed() {
        assertThat(refused(("{\"a\":" + "[".repeat(17)).getBytes(StandardCharsets.UTF_8))).hasMessageStartingWith("JSON is nested at most 16 levels deep");
        assertThat(refused(("{\"days\":" + "1".repeat(65) + "}").getBytes(StandardCharsets.UTF_8)))
                .hasMessageStartingWith("A number in JSON has at most 64 characters");
        assertThat(refused(("{\"" + "x".repeat(1_001) + "\":1}").getBytes(StandardCharsets.UTF_8)))
                .hasMessageStartingWith("A name in JSON has at most 1000 characters");
    }

    @Test
    void refusal_saysWhere_andNothingOfTheParserOrTheBody() {
        assertThat(refused("{\"days\": 1,\n \"secret\" x}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("jackson");
    }

    private static ProblemException refused(byte[] body) {
        return catchThrowableOfType(ProblemException.class, () -> JsonBody.parse(body));
    }
}
