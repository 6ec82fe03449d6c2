package dev.backfill.gateway.legacy;

import java.time.Instant;
import org.springframework.http.HttpHeaders;

/** Tells callers of an old route that it is deprecated (RFC 9745), and which one takes its place (RFC 8288, RFC 5829). */
public final class Deprecation {
    /** Below this, every route is an old one. */
    public static final String OLD_ROUTES = "/api/backfill/";

    private static final String HEADER = "Deprecation";
    /** Since the new routes are there. */
    private static final Instant SINCE = Instant.parse("2026-11-24T00:00:00Z");

    private Deprecation() {}

    /**
     * Sets both headers; called again, it names another successor.
     *
     * @param headers of the answer
     * @param successor path of the new route
     */
    public static void mark(HttpHeaders headers, String successor) {
        headers.set(HEADER, "@" + SINCE.getEpochSecond());
        headers.set(HttpHeaders.LINK, "<" + successor + ">; rel=\"successor-version\"");
    }
}
