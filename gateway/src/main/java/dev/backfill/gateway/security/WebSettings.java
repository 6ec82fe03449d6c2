package dev.backfill.gateway.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call from a browser.
 *
 * @param environment {@code production} or {@code development}; {@code BACKFILL_ENVIRONMENT}
 * @param docs {@code on} or {@code off}: whether the page at /docs is served; empty is on in development alone; {@code BACKFILL_DOCS}
 * @param baseUrl the origin of the web application, such as https://backfill.example.com; {@code WEB_BASE_URL}
 */
public record WebSettings(@DefaultValue("production") String environment, @DefaultValue("") String baseUrl, @DefaultValue("") String docs) {
    private static final String PRODUCTION = "production";
    private static final List<String> DEVELOPMENT_ORIGINS =
            List.of("http://localhost:3000", "http://localhost:3001", "http://localhost:3002", "http://localhost:4001");
    private static final String HOW = " Set it as a browser sends it, with nothing after it: export WEB_BASE_URL=https://backfill.example.com";

    public boolean isProduction() {
        return PRODUCTION.equals(environment);
    }

    /** Whether people are shown a page that tries the routes. */
    public boolean showsPage() {
        return docs.isBlank() ? !isProduction() : docs.equals("on");
    }

    /** What is missing or wrong, one sentence each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!List.of("", "on", "off").contains(docs.strip())) {
            problems.add("BACKFILL_DOCS must be on or off.");
        }
        if (!isProduction() && !"development".equals(environment)) {
            problems.add("BACKFILL_ENVIRONMENT must be production or development.");
        }
        if (baseUrl.isBlank()) {
            if (!"development".equals(environment)) {
                problems.add("WEB_BASE_URL is missing. It is the one origin that browsers may call from in production." + HOW);
            }
        } else if (Origin.parse(baseUrl).isEmpty()) {
            problems.add("WEB_BASE_URL is not an origin." + HOW);
        } else if (!"development".equals(environment) && !baseUrl.startsWith("https://")) {
            problems.add("WEB_BASE_URL must begin with https:// in production." + HOW);
        }
        return problems;
    }

    /** The origins whose pages may call. */
    List<Origin> allowedOrigins() {
        return environment.equals("development")
                ? DEVELOPMENT_ORIGINS.stream().map(Origin::parse).flatMap(Optional::stream).toList()
                : Origin.parse(baseUrl).stream().toList();
    }
}
