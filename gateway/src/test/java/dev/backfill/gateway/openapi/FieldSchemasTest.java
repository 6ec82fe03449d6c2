package dev.backfill.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.request.Bounds;
import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.FieldKind;
import io.swagger.v3.core.util.Json31;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldSchemasTest {
    static List<Arguments> fields() {
        return List.of(
                Arguments.of(Field.within("days", 1, 3650).by(7),
                        "{\"type\":\"integer\",\"format\":\"int64\",\"default\":7,\"maximum\":3650,\"minimum\":1}"),
                Arguments.of(Field.positive("rate", BigDecimal.TEN),
                        "{\"type\":\"number\",\"exclusiveMinimum\":0,\"maximum\":10}"),
                Arguments.of(Field.oneOf("state", List.of("A", "B")), "{\"type\":\"string\",\"enum\":[\"A\",\"B\"]}"),
                Arguments.of(Field.dayUntil("day", LocalDate.EPOCH, LocalDate.EPOCH), "{\"type\":\"string\",\"format\":\"date\"}"),
                Arguments.of(Field.of("on", FieldKind.FLAG), "{\"type\":\"boolean\"}"),
                Arguments.of(Field.text("name", 1, 100), "{\"type\":\"string\",\"maxLength\":100,\"minLength\":1}"),
                Arguments.of(Field.within("keys", FieldKind.TEXTS, new Bounds.CheckedElsewhere(new Bounds.Items(
                                1, 5, new Bounds.Text(0, Integer.MAX_VALUE, Pattern.compile("[A-Z]|x"), "")))),
                        "{\"type\":\"array\",\"items\":{\"type\":\"string\",\"pattern\":\"^(?:[A-Z]|x)$\"},\"maxItems\":5,\"minItems\":1}"));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void boundsOfAField_areThoseOfItsSchema(Field field, String schema) throws Exception {
        assertThat(Json31.mapper().readTree(Json31.mapper().writeValueAsString(FieldSchemas.of(field))))
                .isEqualTo(Json31.mapper().readTree(schema));
    }
}
