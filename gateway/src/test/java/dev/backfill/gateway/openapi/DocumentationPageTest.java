package dev.backfill.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(SharedGateway.class)
class DocumentationPageTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private RunningGateway gateway;

    @BeforeEach
    void connect(RunningGateway running) {
        gateway = running;
    }

    /** Holes that are known of its sanitizer end with 3.4.11: https://github.com/cure53/DOMPurify/security/advisories */
    @Test
    void page_shipsASanitizerWithoutKnownHoles() throws Exception {
        Matcher version = Pattern.compile("DOMPurify\\.version=\"(\\d+)\\.(\\d+)\\.(\\d+)\"").matcher(get("/docs/swagger-ui-bundle.js").body());
        assertThat(version.find()).isTrue();
        int number = Integer.parseInt(version.group(1)) * 1_000_000 + Integer.parseInt(version.group(2)) * 1_000 + Integer.parseInt(version.group(3));
        assertThat(number).isGreaterThanOrEqualTo(3_004_011);
    }

    @Test
    void page_canBeSwitchedOff(RunningGateway running) {
        try (ConfigurableApplicationContext without = running.startAnother("web.docs=off")) {
            HttpCalls stranger = new HttpCalls(RunningGateway.portOf(without));
            assertThat(stranger.get("/docs").problem()).isEqualTo("not-found");
            assertThat(stranger.get("/docs/page.js").problem()).isEqualTo("not-found");
            assertThat(stranger.get("/openapi").status()).isEqualTo(200);
        }
    }

    @Test
    void pageAndAllThatItRefersTo_areServedWithoutACredential() throws Exception {
        HttpResponse<String> page = get("/docs");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        Matcher references = REFERENCE.matcher(page.body());
        int found = 0;
        while (references.find()) {
            HttpResponse<String> asset = get(references.group(1));
            assertThat(asset.statusCode()).as(references.group(1)).isEqualTo(200);
            assertThat(asset.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            found++;
        }
        assertThat(found).isEqualTo(6);
        assertThat(get("/docs/swagger-ui-bundle.js").body()).contains("SwaggerUIBundle");
    }

    /** The policy forbids scripts and styles in the page itself. */
    @Test
    void pageHasNothingInline_andAPolicyThatSaysSo() throws Exception {
        HttpResponse<String> page = get("/docs");

        assertThat(page.headers().allValues("Content-Security-Policy")).containsExactly(DocumentationPage.POLICY);
        assertThat(DocumentationPage.POLICY).startsWith("default-src 'none'").doesNotContain("unsafe", "http", "*");
        assertThat(page.body()).doesNotContain("<style", "style=", "onload", "://").doesNotContainPattern("<script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/", "/docs/index.html", "/docs/swagger-initializer.js", "/docs/%2e%2e/gateway.yml", "/docs/swagger-ui/x",
        "/webjars/swagger-ui/index.html", "/swagger-ui/index.html", "/swagger-ui.html", "/v3/api-docs", "/openapi/swagger-config"})
    void nothingElse_isServed(String path) throws Exception {
        assertThat(gateway.calls().get(path).problem()).isEqualTo("not-found");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port()).resolve(path)).build();
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
