package dev.backfill.gateway.openapi;

import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.Locale;

/** The headers of answers that callers read. */
public enum AnswerHeader {
    X_REQUEST_ID("X-Request-ID", "The name of this request, in the log as well.", text().pattern("^[A-Za-z0-9._-]{1,128}$")),
    LOCATION("Location", "The path of what was asked for.", text().format("uri-reference")),
    LINK("Link", "The path of the next page, as rel=\"next\" (RFC 8288); absent on the last one.", text()),
    ETAG("ETag", "The version of the answer, for If-None-Match (RFC 9110).", text()),
    RETRY_AFTER("Retry-After", "In how many seconds to try again (RFC 9110).", seconds()),
    ALLOW("Allow", "The methods that the path has (RFC 9110).", text()),
    ACCEPT("Accept", "The media types that are read (RFC 9110).", text()),
    WWW_AUTHENTICATE("WWW-Authenticate", "How to authenticate (RFC 9110).", text()),
    RATE_LIMIT("RateLimit", "What is left of each limit, the tightest first (IETF draft ratelimit-headers); absent where nothing is counted.", text()),
    RATE_LIMIT_POLICY("RateLimit-Policy", "The limits that apply (IETF draft ratelimit-headers); absent where nothing is counted.", text()),
    DEPRECATION("Deprecation", "Since when the route is deprecated (RFC 9745).", text()),
    SUCCESSOR("Link", "The route that replaces this one, as rel=\"successor-version\" (RFC 8288).", text());

    private final String headerName;
    private final String description;
    private final Schema<?> schema;

    AnswerHeader(String headerName, String description, Schema<?> schema) {
        this.headerName = headerName;
        this.description = description;
        this.schema = schema;
    }

    String headerName() {
        return headerName;
    }

    /** The name under which the document keeps it, such as {@code XRequestId}. */
    String component() {
        StringBuilder component = new StringBuilder();
        for (String word : name().split("_")) {
            component.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return component.toString();
    }

    Header toHeader() {
        return new Header().description(description).schema(schema);
    }

    Header reference() {
        return new Header().$ref("#/components/headers/" + component());
    }

    private static Schema<?> text() {
        return Schemas.of("string");
    }

    private static Schema<?> seconds() {
        return Schemas.of("integer").minimum(BigDecimal.ZERO);
    }
}
