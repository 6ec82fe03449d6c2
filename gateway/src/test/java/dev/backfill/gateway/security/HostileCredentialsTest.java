package dev.backfill.gateway.security;

import static dev.backfill.gateway.security.TestTokens.encoded;
import static dev.backfill.gateway.security.TestTokens.in;
import static dev.backfill.gateway.security.TestTokens.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens and keys that must not open anything, each with its exact answer. */
@ExtendWith(SharedGateway.class)
class HostileCredentialsTest {
    private static final String PATH = "/api/v1/backfills";
    private static final byte[] OTHER_SECRET = "Another2Secret4Of6The8Same0Length1".getBytes(StandardCharsets.UTF_8);

    /** @param headers names and values by turns */
    record Attack(String name, int status, String problem, List<String> headers) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Attack token(String name, String token) {
        return new Attack(name, 401, "unauthenticated", List.of("Authorization", "Bearer " + token));
    }

    private static Attack headers(String name, int status, String problem, String... headers) {
        return new Attack(name, status, problem, List.of(headers));
    }

    static Stream<Attack> attacks() {
        return Stream.of(tokens(), headersOfTokens(), roles(), keys(), several()).flatMap(List::stream);
    }

    private static List<Attack> tokens() {
        String good = valid("ADMIN").text();
        String[] parts = good.split("\\.");
        List<Attack> attacks = new ArrayList<>(List.of(
                headers("no credential", 401, "unauthenticated"),
                token("garbage", "garbage"),
                token("three parts of garbage", "a.b.c"),
                token("two dots missing", good.replace(".", "")),
                token("one dot missing", parts[0] + "." + parts[1]),
                token("signature empty", parts[0] + "." + parts[1] + "."),
                token("signature cut", good.substring(0, good.length() - 2)),
                token("signature of other claims", parts[0] + "." + valid("USER").text().split("\\.")[1] + "." + parts[2]),
                token("a part too many", good + ".x"),
                token("JWE", parts[0] + "." + parts[1] + "." + parts[2] + "." + parts[1] + "." + parts[2]),
                token("JWE header", encoded("{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "..AA.AA.AA"),
                token("expired", valid("ADMIN").claim("exp", in(-61)).text()),
                token("exp missing", valid("ADMIN").claim("exp", null).text()),
                token("exp as text", valid("ADMIN").claim("exp", String.valueOf(in(300))).text()),
                token("exp negative", valid("ADMIN").claim("exp", -1).text()),
                token("exp null", valid("ADMIN").nullClaim("exp").text()),
                token("exp that overflows", valid("ADMIN").claim("exp", new BigDecimal("1e400")).text()),
                token("exp beyond every year", valid("ADMIN").claim("exp", Long.MAX_VALUE).text()),
                token("nbf null", valid("ADMIN").nullClaim("nbf").text()),
                token("nbf that overflows", valid("ADMIN").claim("nbf", new BigDecimal("1e400")).text()),
                token("nbf that overflows below", valid("ADMIN").claim("nbf", Long.MIN_VALUE).text()),
                token("iat that overflows", valid("ADMIN").claim("iat", Long.MAX_VALUE).text()),
                token("sub null", valid("ADMIN").nullClaim("sub").text()),
                token("sub as number", valid("ADMIN").claim("sub", 7).text()),
                token("header null", encoded("null".getBytes(StandardCharsets.UTF_8)) + "." + parts[1] + "." + parts[2]),
                token("header a list", encoded("[]".getBytes(StandardCharsets.UTF_8)) + "." + parts[1] + "." + parts[2]),
                token("header a number", encoded("7".getBytes(StandardCharsets.UTF_8)) + "." + parts[1] + "." + parts[2]),
                token("header a member twice", encoded("{\"alg\":\"HS256\",\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                        + "." + parts[1] + "." + parts[2]),
                token("header no UTF-8", encoded(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}) + "." + parts[1] + "." + parts[2]),
                token("claims null", parts[0] + "." + encoded("null".getBytes(StandardCharsets.UTF_8)) + "." + parts[2]),
                token("claims 1,000 deep", parts[0] + "." + encoded(("[".repeat(1_000) + "]".repeat(1_000)).getBytes(StandardCharsets.UTF_8)) + "." + parts[2]),
                token("nbf ahead", valid("ADMIN").claim("nbf", in(3600)).text()),
                token("nbf as text", valid("ADMIN").claim("nbf", "now").text()),
                token("aud of another", valid("ADMIN").claim("aud", "frontend").text()),
                token("aud missing", valid("ADMIN").claim("aud", null).text()),
                token("aud in other case", valid("ADMIN").claim("aud", "Backfill").text()),
                token("aud empty list", valid("ADMIN").claim("aud", List.of()).text()),
                token("iss of another", valid("ADMIN").claim("iss", "https://evil.example").text()),
                token("iss missing", valid("ADMIN").claim("iss", null).text()),
                token("iss as list", valid("ADMIN").claim("iss", List.of("backfill")).text()),
                token("sub missing", valid("ADMIN").claim("sub", null).text()),
                token("sub empty", valid("ADMIN").claim("sub", "").text()),
                token("sub with a line break", valid("ADMIN").claim("sub", "a\nb").text()),
                token("sub of an account that is not there", valid("ADMIN").claim("sub", "usr_00000000000000000000000000000000").text()),
                token("other secret", copyOf(valid("ADMIN"), OTHER_SECRET)),
                token("empty secret", copyOf(valid("ADMIN"), new byte[1]))));
        attacks.add(headers("Bearer alone", 401, "unauthenticated", "Authorization", "Bearer"));
        attacks.add(headers("two tokens in one header", 401, "unauthenticated", "Authorization", "Bearer " + good + ", Bearer " + good));
        attacks.add(headers("token without scheme", 401, "unauthenticated", "Authorization", good));
        attacks.add(headers("token as a key", 401, "unauthenticated", "X-Admin-Key", good));
        attacks.add(headers("token as a cookie", 401, "unauthenticated", "Cookie", "token=" + good));
        return attacks;
    }

    private static String copyOf(TestTokens token, byte[] secret) {
        String[] parts = token.text().split("\\.");
        return parts[0] + "." + parts[1] + "." + TestTokens.hs256(secret).text().split("\\.")[2];
    }

    private static List<Attack> headersOfTokens() {
        List<Attack> attacks = new ArrayList<>();
        String claims = valid("ADMIN").text().split("\\.")[1];
        for (String none : List.of("none", "None", "nOnE", "NONE", "")) {
            String header = encoded(("{\"alg\":\"" + none + "\",\"typ\":\"JWT\"}").getBytes(StandardCharsets.UTF_8));
            attacks.add(token("alg '" + none + "' without signature", header + "." + claims + "."));
            attacks.add(token("alg '" + none + "' with one", valid("ADMIN").header("alg", none).text()));
        }
        for (String other : List.of("HS384", "HS512", "RS256", "ES256", "PS256", "EdDSA", "hs256")) {
            attacks.add(token("alg " + other, valid("ADMIN").header("alg", other).text()));
        }
        attacks.add(token("alg as list", valid("ADMIN").header("alg", List.of("HS256")).text()));
        for (String id : List.of("../../../../dev/null", "' OR '1'='1", "key|cat /etc/passwd", "unknown", "https://evil.example/keys", "")) {
            attacks.add(token("kid '" + id + "'", valid("ADMIN").header("kid", id).text()));
        }
        Map<String, Object> own = Map.of("kty", "oct", "k", encoded(OTHER_SECRET));
        attacks.add(token("jwk", valid("ADMIN").header("jwk", own).text()));
        attacks.add(token("jwk of a public key", valid("ADMIN").header("jwk", Map.of("kty", "RSA", "n", "AQAB", "e", "AQAB")).text()));
        attacks.add(token("jku", valid("ADMIN").header("jku", "https://evil.example/keys").text()));
        attacks.add(token("x5u", valid("ADMIN").header("x5u", "https://evil.example/cert").text()));
        attacks.add(token("x5c", valid("ADMIN").header("x5c", List.of(Base64.getEncoder().encodeToString(OTHER_SECRET))).text()));
        attacks.add(token("crit unknown", valid("ADMIN").header("crit", List.of("exp")).header("exp", 1).text()));
        attacks.add(token("crit b64", valid("ADMIN").header("crit", List.of("b64")).header("b64", false).text()));
        attacks.add(token("typ missing", valid("ADMIN").header("typ", null).text()));
        attacks.add(token("typ of another", valid("ADMIN").header("typ", "secevent+jwt").text()));
        attacks.add(token("nested token", valid("ADMIN").header("cty", "JWT").header("typ", "JOSE").text()));
        return attacks;
    }

    private static List<Attack> roles() {
        List<Attack> attacks = new ArrayList<>();
        List<Object> malformed = List.of(List.of("ADMIN"), Map.of("name", "ADMIN"), "admin", "Admin", "ADMIN ", " ADMIN", "ADMIN\u0000",
                "ADMIN\n", "", "ROLE_ADMIN", "ADMIN,USER", "АDMIN", 1, true);
        for (Object role : malformed) {
            attacks.add(token("role " + String.valueOf(role).replaceAll("\\p{C}", "?"), valid("ADMIN").claim("role", role).text()));
        }
        attacks.add(headers("role missing", 403, "forbidden", "Authorization", "Bearer " + valid("ADMIN").claim("role", null).text()));
        attacks.add(headers("roles in another claim", 403, "forbidden", "Authorization",
                "Bearer " + valid("ADMIN").claim("role", null).claim("roles", List.of("ADMIN")).text()));
        attacks.add(headers("NO_ACCESS reads", 403, "forbidden", "Authorization", "Bearer " + valid("NO_ACCESS").text()));
        return attacks;
    }

    private static List<Attack> keys() {
        String key = RunningGateway.ADMIN_KEY;
        return Stream.of("", "wrong", key.substring(1), key.substring(0, key.length() - 1), key + "x", key.toLowerCase(), key + key,
                        "Bearer " + key, "bf_" + key, "bf_AAAAAAAA_" + "0".repeat(43), "bf_AAAAAAAA_" + "0".repeat(42), "bf_'; drop--_" + "0".repeat(43))
                .map(sent -> headers("key '" + sent + "'", 401, "unauthenticated", "X-Admin-Key", sent))
                .toList();
    }

    private static List<Attack> several() {
        String good = "Bearer " + valid("ADMIN").text();
        String key = RunningGateway.ADMIN_KEY;
        return List.of(
                headers("valid token and wrong key", 400, "malformed-request", "Authorization", good, "X-Admin-Key", "wrong"),
                headers("wrong token and valid key", 400, "malformed-request", "Authorization", "Bearer x.y.z", "X-Admin-Key", key),
                headers("valid token and valid key", 400, "malformed-request", "Authorization", good, "X-Admin-Key", key),
                headers("two Authorization", 400, "malformed-request", "Authorization", good, "Authorization", good),
                headers("two keys", 400, "malformed-request", "X-Admin-Key", key, "X-Admin-Key", "wrong"),
                headers("Basic", 401, "unauthenticated", "Authorization", "Basic YWRtaW46YWRtaW4="),
                headers("Basic with the key", 401, "unauthenticated", "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(("admin:" + key).getBytes(StandardCharsets.UTF_8))),
                headers("Digest", 401, "unauthenticated", "Authorization", "Digest username=\"admin\""),
                headers("key as bearer token", 401, "unauthenticated", "Authorization", "Bearer " + key));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void attack_getsItsExactAnswer(Attack attack, RunningGateway gateway) {
        HttpCalls calls = new HttpCalls(gateway.port());
        for (int i = 0; i < attack.headers().size(); i += 2) {
            calls = calls.with(attack.headers().get(i), attack.headers().get(i + 1));
        }
        // Where only reading is asked for, where something is changed, where only administrators may, and where nothing is.
        for (Answer answer : List.of(calls.get(PATH), calls.post(PATH + "/jira"), calls.get("/api/v1/users"), calls.get("/nothing"),
                calls.get("/api/v1/backfills;a=b"), calls.send("DELETE", "/api/v1/api-keys/AAAAAAAA", BodyPublishers.noBody()))) {
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(attack.status());
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.problem()).isEqualTo(attack.problem());
            assertThat(answer.headers().allValues("WWW-Authenticate")).hasSize(attack.status() == 401 ? 2 : 0);
            assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        }
    }

    @Test
    void enoughAttacks_areTried() {
        assertThat(attacks()).hasSizeGreaterThan(90);
    }

    @Test
    void challenges_nameBothSchemes_andTellAWrongTokenFromNone(RunningGateway gateway) {
        HttpCalls stranger = new HttpCalls(gateway.port());

        assertThat(stranger.get(PATH).headers().allValues("WWW-Authenticate"))
                .containsExactly("AdminKey realm=\"backfill\", header=\"X-Admin-Key\"", "Bearer realm=\"backfill\"");
        assertThat(stranger.with("Authorization", "Bearer x.y.z").get(PATH).headers().allValues("WWW-Authenticate"))
                .contains("Bearer realm=\"backfill\", error=\"invalid_token\"");
    }

    @Test
    void tokenOrKeyInTheAddress_isNoCredential(RunningGateway gateway) {
        HttpCalls stranger = new HttpCalls(gateway.port());
        for (String query : List.of("access_token=" + valid("ADMIN").text(), "X-Admin-Key=" + RunningGateway.ADMIN_KEY)) {
            assertThat(stranger.get(PATH + "?" + query).status()).isEqualTo(401);
        }
    }

    @Test
    void tokenOf64Kilobytes_isNotEvenRead(RunningGateway gateway) {
        String large = valid("ADMIN").claim("padding", "x".repeat(48_000)).text();
        assertThat(new HttpCalls(gateway.port()).with("Authorization", "Bearer " + large).get("/health/live").status()).isIn(401, 413, 431);
    }

    @Test
    void validTokens_areAccepted_withinTheSkew(RunningGateway gateway) {
        HttpCalls calls = new HttpCalls(gateway.port());
        for (TestTokens token : List.of(
                valid("USER"),
                valid("USER").header("typ", "at+jwt"),
                valid("USER").header("typ", "jwt"),
                valid("USER").claim("aud", List.of("other", "backfill")),
                valid("USER").claim("exp", in(-50)),
                valid("USER").claim("nbf", in(50)))) {
            assertThat(calls.with("Authorization", "Bearer " + token.text()).get(PATH).status()).isEqualTo(200);
            assertThat(calls.with("Authorization", "bearer " + token.text()).get(PATH).status()).isEqualTo(200);
        }
    }
}
