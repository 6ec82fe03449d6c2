package dev.backfill.gateway.openapi;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.security.WebSettings;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The page at {@code /docs} on which the interface is read and tried: Swagger UI, of exactly these files and no others. */
@Hidden
@RestController
class DocumentationPage {
    /** Nothing but our own files; styles that a script sets on an element are not inline ones. Swagger UI draws its arrows by data:. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            + "font-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/" + version() + "/";
    private static final String OURS = "dev/backfill/gateway/openapi/";
    private static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);
    private static final MediaType STYLE = new MediaType("text", "css", StandardCharsets.UTF_8);
    private static final MediaType PAGE = new MediaType("text", "html", StandardCharsets.UTF_8);

    private record Asset(MediaType type, byte[] content) {}

    /** Read once: nothing is read from files on the event loop. */
    private final Map<String, Asset> assets = Map.of(
            "page.js", asset(SCRIPT, OURS + "page.js"),
            "page.css", asset(STYLE, OURS + "page.css"),
            "swagger-ui.css", asset(STYLE, SWAGGER_UI + "swagger-ui.css"),
            "swagger-ui-bundle.js", asset(SCRIPT, SWAGGER_UI + "swagger-ui-bundle.js"),
            "favicon-32x32.png", asset(MediaType.IMAGE_PNG, SWAGGER_UI + "favicon-32x32.png"));
    private final Asset page = asset(PAGE, OURS + "page.html");

    private final boolean shown;

    DocumentationPage(WebSettings settings) {
        this.shown = settings.showsPage();
    }

    @GetMapping("/docs")
    ResponseEntity<byte[]> page() {
        return answer(page);
    }

    @GetMapping("/docs/{file}")
    ResponseEntity<byte[]> file(@PathVariable String file) {
        Asset asset = assets.get(file);
        if (asset == null) {
            throw new ProblemException(ProblemType.NOT_FOUND, "No route has this path.");
        }
        return answer(asset);
    }

    private ResponseEntity<byte[]> answer(Asset asset) {
        if (!shown) {
            throw new ProblemException(ProblemType.NOT_FOUND, "No route has this path.");
        }
        return ResponseEntity.ok().header("Content-Security-Policy", POLICY).contentType(asset.type()).body(asset.content());
    }

    private static Asset asset(MediaType type, String path) {
        try {
            return new Asset(type, new ClassPathResource(path).getContentAsByteArray());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The jar's folder has its version in its name; Maven's own record of the version is in the jar too. */
    private static String version() {
        Properties properties = new Properties();
        try (InputStream record =
                new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties").getInputStream()) {
            properties.load(record);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return properties.getProperty("version");
    }
}
