package dev.backfill.gateway.backfill;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** The header {@code Idempotency-Key} (IETF draft idempotency-key-header): a quoted string of RFC 9651, or the same without quotes. */
public final class IdempotencyKey {
    public static final String HEADER = "Idempotency-Key";
    public static final String DESCRIPTION = "1 to 255 printable ASCII characters, as a quoted string or bare. The same key and request "
            + "answer the same backfill; the same key and another request are refused.";

    private static final int LONGEST = 255;
    private static final Pattern QUOTED = Pattern.compile("\"(?:[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\])*+\"");
    private static final Pattern BARE = Pattern.compile("[\\x20\\x21\\x23-\\x7e]+");

    private IdempotencyKey() {}

    /** The key, if one was sent. Fails with a problem of status 400 if it is malformed or sent twice. */
    public static Optional<String> of(HttpHeaders headers) {
        List<String> sent = headers.getOrEmpty(HEADER);
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        if (sent.size() > 1) {
            throw malformed();
        }
        String header = sent.getFirst().strip();
        String key = QUOTED.matcher(header).matches() ? header.substring(1, header.length() - 1).replaceAll("\\\\(.)", "$1") : header;
        boolean wellFormed = QUOTED.matcher(header).matches() || BARE.matcher(header).matches();
        if (!wellFormed || key.isEmpty() || key.length() > LONGEST) {
            throw malformed();
        }
        return Optional.of(key);
    }

    private static ProblemException malformed() {
        return new ProblemException(
                ProblemType.INVALID_IDEMPOTENCY_KEY, HEADER + " must be sent once, with 1 to " + LONGEST + " printable ASCII characters.");
    }
}
