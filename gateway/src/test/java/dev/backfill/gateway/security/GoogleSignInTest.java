package dev.backfill.gateway.security;

import static dev.backfill.gateway.security.TestTokens.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedGateway.class)
class GoogleSignInTest {
    private static final String PATH = "/api/v1/auth/google";
    private static final String READ = "/api/v1/backfills";

    private RunningGateway gateway;
    private HttpCalls stranger;
    private String subject;

    @BeforeEach
    void connect(RunningGateway running) {
        gateway = running;
        stranger = new HttpCalls(running.port());
        subject = UUID.randomUUID().toString();
    }

    /** An ID token as Google gives it. */
    private TestTokens idToken() {
        return idToken(gateway.google().key("rsa-1"));
    }

    private TestTokens idToken(KeyPair key) {
        return TestTokens.rs256(key.getPrivate())
                .header("kid", "rsa-1")
                .claim("iss", "https://accounts.google.com")
                .claim("aud", RunningGateway.GOOGLE_CLIENT)
                .claim("azp", RunningGateway.GOOGLE_CLIENT)
                .claim("sub", subject)
                .claim("hd", "example.com")
                .claim("email", "Jo.Doe@Example.com")
                .claim("email_verified", true)
                .claim("name", "Jo Doe")
                .claim("nonce", stranger.post("/api/v1/auth/google/nonce").body().path("nonce").asString())
                .claim("iat", in(0))
                .claim("exp", in(3600));
    }

    private Answer signIn(TestTokens token) {
        return stranger.post(PATH, "{\"idToken\": \"" + token.text() + "\"}");
    }

    private HttpCalls as(Answer session) {
        return stranger.with("Authorization", "Bearer " + session.body().path("token").asString());
    }

    @Test
    void accountOfAnAllowedDomain_getsATokenThatReads() {
        Answer session = signIn(idToken().claim("iss", "accounts.google.com"));

        assertThat(session.status()).as(session.body().toString()).isEqualTo(200);
        assertThat(session.body().propertyNames()).containsExactly("token", "tokenType", "expiresAt", "user");
        assertThat(session.header("Cache-Control")).isEqualTo("no-store");
        assertThat(session.body().path("user").path("role").asString()).isEqualTo("USER");
        assertThat(Duration.between(Instant.now(), Instant.parse(session.body().path("expiresAt").asString())))
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
        assertThat(as(session).get(READ).status()).isEqualTo(200);
        assertThat(as(session).post(READ + "/jira").problem()).isEqualTo("forbidden");

        Answer again = stranger.post(PATH, "{\"id_token\": \"" + idToken().claim("hd", "EXAMPLE.org").text() + "\"}");
        assertThat(again.body().path("user").path("id")).isEqualTo(session.body().path("user").path("id"));
    }

    @Test
    void roleInPostgresql_decidesAtOnce_whateverTheTokenSays() {
        Answer session = signIn(idToken());
        String user = "/api/v1/users/" + session.body().path("user").path("id").asString();
        HttpCalls admin = gateway.calls();

        assertThat(patch(admin, user, "ADMIN").body().path("role").asString()).isEqualTo("ADMIN");
        String run = as(session).post(READ + "/jira").body().path("id").asString();
        assertThat(run).startsWith("jira-");
        assertThat(patch(as(session), user, "USER").problem()).isEqualTo("own-role");
        assertThat(as(session).get(user).body().path("email").asString()).isEqualTo("Jo.Doe@Example.com");

        assertThat(patch(admin, user, "NO_ACCESS").status()).isEqualTo(200);
        assertThat(as(session).get(READ).problem()).isEqualTo("forbidden");
        assertThat(signIn(idToken()).problem()).isEqualTo("forbidden");
        assertThat(patch(admin, user, "USER").status()).isEqualTo(200);
        assertThat(as(session).get(READ).status()).isEqualTo(200);

        String entries = admin.get("/api/v1/audit?limit=20").body().toString();
        assertThat(entries).contains("\"user.role.no_access\"", "\"sign-in\"", "\"REFUSED\"", "user:usr_").doesNotContain("Jo.Doe");
    }

    private static Answer patch(HttpCalls calls, String path, String role) {
        return calls.with("Content-Type", "application/json")
                .send("PATCH", path, BodyPublishers.ofString("{\"role\": \"" + role + "\"}"));
    }

    @Test
    void users_areListed_andUnknownOnesAreAsIfAbsent() {
        signIn(idToken());
        HttpCalls admin = gateway.calls();

        JsonNode newest = admin.get("/api/v1/users?limit=1").body().path("users").path(0);
        assertThat(newest.path("subject").asString()).isEqualTo(subject);
        assertThat(newest.propertyNames()).containsExactly("id", "subject", "email", "name", "role", "createdAt", "lastSignInAt");
        for (String id : List.of("usr_0", "'", "x".repeat(100))) {
            assertThat(admin.get("/api/v1/users/" + id.replace("'", "%27")).status()).isEqualTo(404);
        }
        assertThat(patch(admin, "/api/v1/users/usr_0", "USER").problem()).isEqualTo("unknown-user");
        assertThat(patch(admin, "/api/v1/users/usr_0", "admin").problem()).isEqualTo("invalid-parameters");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("signed by another key", 401, token -> {}, IdentityProvider.rsa(2048)),
                refused("expired", 401, token -> token.claim("exp", in(-61)), null),
                refused("without exp", 401, token -> token.claim("exp", null), null),
                refused("of another client", 401, token -> token.claim("aud", "other"), null),
                refused("without aud", 401, token -> token.claim("aud", null), null),
                refused("of another issuer", 401, token -> token.claim("iss", "https://accounts.google.com.evil.example"), null),
                refused("of http", 401, token -> token.claim("iss", "http://accounts.google.com"), null),
                refused("of an unknown kid", 401, token -> token.header("kid", "rsa-9"), null),
                refused("of a kid that is a path", 401, token -> token.header("kid", "../rsa-1"), null),
                refused("with alg of a secret", 401, token -> token.header("alg", "HS256"), null),
                refused("with alg none", 401, token -> token.header("alg", "none"), null),
                refused("with jku", 401, token -> token.header("jku", "https://evil.example"), null),
                refused("of 9 KB", 401, token -> token.claim("padding", "x".repeat(9000)), null),
                refused("without nonce", 401, token -> token.claim("nonce", null), null),
                refused("of a nonce that was not made here", 401, token -> token.claim("nonce", "AAAA"), null),
                refused("of a nonce as list", 401, token -> token.claim("nonce", List.of("AAAA")), null),
                refused("of an unverified address", 403, token -> token.claim("email_verified", false), null),
                refused("of a verified text", 403, token -> token.claim("email_verified", "true"), null),
                refused("without email_verified", 403, token -> token.claim("email_verified", null), null),
                refused("without hd", 403, token -> token.claim("hd", null), null),
                refused("of another hd", 403, token -> token.claim("hd", "evil.example"), null),
                refused("of hd as list", 403, token -> token.claim("hd", List.of("example.com")), null),
                refused("of an address elsewhere", 403, token -> token.claim("email", "jo@evil.example"), null),
                refused("of a suffix", 403, token -> token.claim("email", "jo@notexample.com"), null),
                refused("of a subdomain", 403, token -> token.claim("email", "jo@mail.example.com"), null),
                refused("of an address with two @", 403, token -> token.claim("email", "jo@example.com@evil.example"), null),
                refused("of an address with a blank", 403, token -> token.claim("email", "jo@example.com "), null),
                refused("without address", 403, token -> token.claim("email", null), null));
    }

    private static Arguments refused(String name, int status, Consumer<TestTokens> change, KeyPair key) {
        return Arguments.argumentSet(name, status, change, key);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void wrongIdToken_isRefused(int status, Consumer<TestTokens> change, KeyPair key) {
        TestTokens token = key == null ? idToken() : idToken(key);
        change.accept(token);

        Answer refused = signIn(token);
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(status);
        assertThat(refused.problem()).isEqualTo(status == 401 ? "unauthenticated" : "forbidden");
        assertThat(refused.body().toString()).doesNotContain("Example", subject);
    }

    @Test
    void idToken_isTakenOnce() throws Exception {
        String body = "{\"idToken\": \"" + idToken().text() + "\"}";
        List<Answer> answers = HttpCalls.atOnce(() -> stranger.post(PATH, body), () -> stranger.post(PATH, body), () -> stranger.post(PATH, body));
        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 401, 401);
        assertThat(stranger.post(PATH, body).problem()).isEqualTo("unauthenticated");
    }

    @Test
    void idToken_isNoCredentialByItself() {
        assertThat(stranger.with("Authorization", "Bearer " + idToken().text()).get(READ).status()).isEqualTo(401);
    }

    @Test
    void bodyThatIsWrong_isNamed() {
        assertThat(stranger.post(PATH).problem()).isEqualTo("invalid-parameters");
        assertThat(stranger.post(PATH, "{\"idToken\": 7}").problem()).isEqualTo("invalid-parameters");
        assertThat(stranger.post(PATH, "{\"idToken\": \"x\", \"role\": \"ADMIN\"}").problem()).isEqualTo("invalid-parameters");
        assertThat(stranger.post(PATH + "?idToken=" + idToken().text()).problem()).isEqualTo("invalid-parameters");
        assertThat(stranger.post(PATH, "{").problem()).isEqualTo("malformed-request");
    }

    @Test
    void forgedIds_areNotPassedOn_andNewKeysAreFound() {
        int before = gateway.google().asked();
        for (int i = 0; i < 20; i++) {
            assertThat(signIn(idToken().header("kid", "forged-" + i)).status()).isEqualTo(401);
        }
        assertThat(gateway.google().asked() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void googleAway_isSaidSo_andIsOverWhenItIsBack() throws Exception {
        try (IdentityProvider google = new IdentityProvider();
                ConfigurableApplicationContext context = gateway.another(
                        "backfill.google.client-id=" + RunningGateway.GOOGLE_CLIENT,
                        "backfill.google.allowed-domains=example.com",
                        "backfill.google.first-role=NO_ACCESS",
                        "backfill.google.jwks-url=" + google.url())) {
            HttpCalls calls = new HttpCalls(RunningGateway.portOf(context));
            String body = "{\"idToken\": \"" + idToken(google.key("rsa-1")).text() + "\"}";
            google.setAway(true);
            Answer away = calls.post(PATH, body);
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.problem()).isEqualTo("identity-provider-unavailable");
            assertThat(away.header("Retry-After")).isEqualTo("5");
            assertThat(away.body().toString()).doesNotContain("127.0.0.1", "500");

            google.setAway(false);
            await().atMost(Duration.ofMinutes(1)).until(() -> calls.post(PATH, body).status() == 403);
            assertThat(google.asked()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void signaturesAreNotTakenFromTheBytesOfAnotherToken() {
        String[] parts = idToken().text().split("\\.");
        String other = TestTokens.encoded("{\"sub\":\"x\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(stranger.post(PATH, "{\"idToken\": \"" + parts[0] + "." + other + "." + parts[2] + "\"}").status()).isEqualTo(401);
    }
}
