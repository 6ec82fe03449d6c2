package dev.backfill.gateway.security;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import org.springframework.http.HttpHeaders;

/** The answers to callers who may not. */
public final class Refusals {
    private static final String KEY_CHALLENGE =
            "AdminKey realm=\"backfill\", header=\"" + CredentialReader.KEY_HEADER + "\"";
    private static final String TOKEN_CHALLENGE = "Bearer realm=\"backfill\"";

    private Refusals() {}

    /** 401: no credential, or none of a known kind. It names both kinds. */
    static ProblemException missing(String detail) {
        return unauthenticated(detail, TOKEN_CHALLENGE);
    }

    static ProblemException invalidKey() {
        return unauthenticated("The key is not valid.", TOKEN_CHALLENGE);
    }

    /** 401, in the form of RFC 6750, 3.1. Which rule a token breaks is for the log alone. */
    public static ProblemException invalidToken() {
        return unauthenticated("The token is not valid.", TOKEN_CHALLENGE + ", error=\"invalid_token\"");
    }

    private static ProblemException unauthenticated(String detail, String tokenChallenge) {
        ProblemException problem = new ProblemException(ProblemType.UNAUTHENTICATED, detail);
        problem.headers().add(HttpHeaders.WWW_AUTHENTICATE, KEY_CHALLENGE);
        problem.headers().add(HttpHeaders.WWW_AUTHENTICATE, tokenChallenge);
        return problem;
    }

    static ProblemException forbidden() {
        return new ProblemException(ProblemType.FORBIDDEN, "The role of this credential does not allow it.");
    }
}
