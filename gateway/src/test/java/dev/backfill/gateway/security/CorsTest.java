package dev.backfill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.RawHttp;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(SharedGateway.class)
class CorsTest {
    private static final String PATH = "/api/v1/backfills";

    private static RawHttp.Answer preflight(int port, String origin, String method, String headers) {
        return RawHttp.exchange(port, "OPTIONS " + PATH + " HTTP/1.1\r\nHost: api.example\r\nOrigin: " + origin
                + "\r\nAccess-Control-Request-Method: " + method
                + (headers.isEmpty() ? "" : "\r\nAccess-Control-Request-Headers: " + headers) + "\r\nConnection: close\r\n\r\n");
    }

    private static RawHttp.Answer simple(int port, String origin) {
        return RawHttp.exchange(port, "GET " + PATH + " HTTP/1.1\r\nHost: api.example\r\nX-Admin-Key: " + RunningGateway.ADMIN_KEY
                + "\r\nOrigin: " + origin + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void preflightOfTheWebApplication_isAnsweredWithoutCredential(RunningGateway gateway) {
        RawHttp.Answer answer = preflight(gateway.port(), RunningGateway.WEB_BASE_URL, "POST",
                "authorization, content-type, x-admin-key, idempotency-key, x-request-id, traceparent, if-none-match, last-event-id");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(RunningGateway.WEB_BASE_URL);
        assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("GET,HEAD,POST,PUT,PATCH,DELETE");
        assertThat(answer.header("Access-Control-Allow-Headers")).contains("x-admin-key", "last-event-id").doesNotContain("*");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("3600");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(answer.header("X-Request-ID")).isNotNull();
        assertThat(answer.header("RateLimit")).isNull();
        assertVariesByOrigin(answer);
    }

    @Test
    void answerToTheWebApplication_exposesItsHeaders(RunningGateway gateway) {
        RawHttp.Answer answer = simple(gateway.port(), "HTTPS://GOOD.example");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("HTTPS://GOOD.example");
        assertThat(List.of(answer.header("Access-Control-Expose-Headers").split(", "))).containsExactly(
                "Location", "Link", "Retry-After", "RateLimit", "RateLimit-Policy", "X-Request-ID", "ETag", "Deprecation");
        assertVariesByOrigin(answer);
        assertThat(simple(gateway.port(), "https://good.example:443").header("Access-Control-Allow-Origin")).isNotNull();
    }

    @Test
    void refusalsToTheWebApplication_canBeReadByIt(RunningGateway gateway) {
        HttpCalls page = new HttpCalls(gateway.port()).with("Origin", RunningGateway.WEB_BASE_URL);

        assertThat(page.get(PATH).status()).isEqualTo(401);
        assertThat(page.get(PATH).header("Access-Control-Allow-Origin")).isEqualTo(RunningGateway.WEB_BASE_URL);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "null", "https://good.example.evil", "https://evil-good.example", "http://good.example", "https://good.example:8443",
        "https://good.example:80", "https://sub.good.example", "https://good.example@evil.example", "https://good.example/",
        "https://good.example/path", "https://good.example?x", "https://good.example#x", "https://good.example.", "https://good.example:",
        "//good.example", "good.example", "https://", "https:good.example", "file://", "https://good.example https://evil.example",
        "https://good_example", "https://[::1", "https://good.example:99999999999", "*", "", "http://localhost:3000", "%00",
    })
    void otherOrigins_getNoCorsHeaders(String origin, RunningGateway gateway) {
        RawHttp.Answer simple = simple(gateway.port(), origin);
        assertThat(simple.status()).as(simple.body()).isEqualTo(200);
        assertNoCorsHeaders(simple);

        RawHttp.Answer preflight = preflight(gateway.port(), origin, "GET", "x-admin-key");
        assertThat(preflight.status()).isEqualTo(204);
        assertNoCorsHeaders(preflight);
    }

    @Test
    void otherMethodsAndHeaders_areNotAllowed(RunningGateway gateway) {
        assertNoCorsHeaders(preflight(gateway.port(), RunningGateway.WEB_BASE_URL, "TRACE", ""));
        assertNoCorsHeaders(preflight(gateway.port(), RunningGateway.WEB_BASE_URL, "junk method", ""));
        assertNoCorsHeaders(preflight(gateway.port(), RunningGateway.WEB_BASE_URL, "GET", "x-other"));
    }

    @Test
    void withoutOrigin_theAnswerVariesByIt(RunningGateway gateway) {
        RawHttp.Answer answer = RawHttp.exchange(gateway.port(), "GET " + PATH + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(401);
        assertNoCorsHeaders(answer);
    }

    @Test
    void development_allowsLocalhostOnly(RunningGateway gateway) {
        try (ConfigurableApplicationContext context = gateway.startAnother("web.environment=development")) {
            int port = RunningGateway.portOf(context);
            for (int allowed : List.of(3000, 3001, 3002, 4001)) {
                assertThat(simple(port, "http://localhost:" + allowed).header("Access-Control-Allow-Origin")).endsWith(":" + allowed);
            }
            Stream.of("http://localhost:3003", "https://localhost:3000", "http://127.0.0.1:3000", "http://localhost",
                            "http://localhost:3000.evil", RunningGateway.WEB_BASE_URL)
                    .forEach(origin -> assertNoCorsHeaders(simple(port, origin)));
        }
    }

    @Test
    void settings_nameWhatIsWrong() {
        assertThat(new WebSettings("production", "https://good.example", "").allowedOrigins())
                .containsExactly(new Origin("https", "good.example", 443));
        assertThat(new WebSettings("staging", "https://good.example", "").problems()).singleElement().asString().contains("BACKFILL_ENVIRONMENT");
        for (String wrong : List.of("good.example", "*", "ftp://good.example", "https://user@good.example", "https://a b")) {
            assertThat(new WebSettings("production", wrong, "").problems()).as(wrong).hasSize(1);
        }
    }

    private static void assertNoCorsHeaders(RawHttp.Answer answer) {
        assertThat(answer.headers()).noneMatch(header -> header.toLowerCase().startsWith("access-control-"));
        assertVariesByOrigin(answer);
    }

    private static void assertVariesByOrigin(RawHttp.Answer answer) {
        assertThat(answer.headers()).contains("Vary: Origin");
    }
}
