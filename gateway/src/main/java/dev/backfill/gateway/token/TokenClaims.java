package dev.backfill.gateway.token;

import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the registered claims must be before a library reads them (RFC 7519, 4.1): one that is null or overflows would pass as absent. */
final class TokenClaims {
    private static final String EXPIRY = "exp";
    private static final String SUBJECT = "sub";
    private static final List<String> TIMES = List.of(EXPIRY, "nbf", "iat");
    /** The end of the year 9999, in seconds since 1970. */
    private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L);

    private TokenClaims() {}

    static void check(ObjectNode claims) throws InvalidTokenException {
        if (!claims.has(EXPIRY) || !claims.path(SUBJECT).isString()) {
            throw new InvalidTokenException("exp or sub is missing");
        }
        for (String time : TIMES) {
            if (claims.has(time) && !isTime(claims.path(time))) {
                throw new InvalidTokenException(time + " is not a time");
            }
        }
    }

    private static boolean isTime(JsonNode value) {
        return value.isNumber() && value.decimalValue().signum() >= 0 && value.decimalValue().compareTo(LATEST) <= 0;
    }
}
