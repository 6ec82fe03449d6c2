package dev.backfill.gateway.security;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** Finds the one credential of a request. Of several, none is taken: the better one must not stand in for a bad one. */
final class CredentialReader {
    static final String KEY_HEADER = "X-Admin-Key";

    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*)");

    private CredentialReader() {}

    /** @throws ProblemException of status 400 if there are several, 401 if it is of no known kind */
    static Optional<Credential> read(HttpHeaders headers) {
        List<String> keys = headers.getOrEmpty(KEY_HEADER);
        List<String> authorizations = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (keys.size() > 1) {
            throw several("Send one " + KEY_HEADER + " header, not several.");
        }
        if (authorizations.size() > 1) {
            throw several("Send one Authorization header, not several.");
        }
        if (!keys.isEmpty() && !authorizations.isEmpty()) {
            throw several("Send a key or a token, not both.");
        }
        if (!keys.isEmpty()) {
            return Optional.of(new Credential.Key(keys.getFirst()));
        }
        return authorizations.isEmpty() ? Optional.empty() : Optional.of(token(authorizations.getFirst()));
    }

    private static Credential token(String authorization) {
        Matcher bearer = BEARER.matcher(authorization);
        if (!bearer.matches()) {
            throw authorization.regionMatches(true, 0, "Bearer", 0, 6)
                    ? Refusals.invalidToken()
                    : Refusals.missing("Send a key in " + KEY_HEADER + ", or a token in Authorization: Bearer.");
        }
        return new Credential.Token(bearer.group(1));
    }

    private static ProblemException several(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
