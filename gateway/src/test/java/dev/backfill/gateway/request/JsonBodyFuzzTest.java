package dev.backfill.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.fuzz.Hostility;
import dev.backfill.gateway.fuzz.Seeds;
import dev.backfill.gateway.problem.ProblemException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.LinkedMultiValueMap;

/** Whatever a body is made of, it is an object, or a problem of ours. */
class JsonBodyFuzzTest {
    private static final int BODIES_OF_A_SEED = 500;
    private static final List<Field> FIELDS = List.of(
            Field.within("days", 1, 365), Field.of("role", FieldKind.NUMBER), Field.of("projects", FieldKind.TEXTS), Field.of("exp", FieldKind.MOMENT),
            Field.text("name", 1, 10), Field.of("nbf", FieldKind.DAY), Field.of("iat", FieldKind.INSTANT), Field.of("jti", FieldKind.FLAG));

    static List<Long> seeds() {
        return Seeds.all();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void body_isAnObject_orAProblem(long seed) {
        Hostility hostile = new Hostility(seed);
        for (int i = 0; i < BODIES_OF_A_SEED; i++) {
            byte[] body = hostile.bytes();
            try {
                RequestReader.read(JsonBody.parse(body), new LinkedMultiValueMap<>(), FIELDS);
            } catch (Throwable failure) {
                assertThat(failure).as("seed %s: %s", seed, Base64.getEncoder().encodeToString(body)).isInstanceOf(ProblemException.class);
            }
        }
    }
}
