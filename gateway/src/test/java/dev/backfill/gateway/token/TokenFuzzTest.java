package dev.backfill.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.backfill.gateway.fuzz.Hostility;
import dev.backfill.gateway.fuzz.Seeds;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** Whatever a token is made of, it is refused, and as nothing but a token that is refused. */
class TokenFuzzTest {
    private static final byte[] SECRET = "pQ7wVt2Yx5Rk9Ln3Gb8Hs4Df6Jm1Zc0T".getBytes(StandardCharsets.UTF_8);
    private static final int TOKENS_OF_A_SEED = 500;

    private final Issuer issuer = new Issuer(
            Set.of("backfill"), "backfill", JWSAlgorithm.HS256, header -> Mono.just(List.of(new OctetSequenceKey.Builder(SECRET).build())),
            Clock.systemUTC());

    static List<Long> seeds() {
        return Seeds.all();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void token_isRefused_alsoOneThatIsSigned(long seed) throws Exception {
        Hostility hostile = new Hostility(seed);
        for (int i = 0; i < TOKENS_OF_A_SEED; i++) {
            String token = hostile.token();
            assertRefused(seed, token);
            assertRefused(seed, signed(token.split("\\.", -1)));
        }
    }

    private void assertRefused(long seed, String token) {
        Throwable outcome = issuer.verify(token).<Throwable>map(claims -> new AssertionError("accepted")).onErrorResume(Mono::just).block();
        assertThat(outcome).as("seed %s: %s", seed, token).isInstanceOf(InvalidTokenException.class);
    }

    private static String signed(String[] parts) throws Exception {
        String content = parts[0] + "." + (parts.length > 1 ? parts[1] : "");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        return content + "." + Hostility.encoded(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    }
}
