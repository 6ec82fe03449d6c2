package dev.backfill.gateway.request;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of a request, and everything that is wrong with it. */
public final class RequestValues {
    /** Enough to mend a request by; a hostile one would name thousands. */
    private static final int MOST_VIOLATIONS = 50;

    /** @param parameter the name as it was sent in the query, or null if it was sent in the body */
    record Sent(Object value, String spelling, @Nullable String parameter) {}

    private final Map<String, Sent> sent;
    private final Set<String> mentioned;
    private final List<Violation> violations;

    RequestValues(Map<String, Sent> sent, Set<String> mentioned, List<Violation> violations) {
        this.sent = sent;
        this.mentioned = mentioned;
        this.violations = new ArrayList<>(violations);
    }

    /** The value of this field if it was sent as it must be; null if it was not sent, or wrong. */
    public <T> @Nullable T get(String field, Class<T> type) {
        Sent found = sent.get(field);
        return found == null ? null : type.cast(found.value());
    }

    /** Whether the field was sent at all, be it right or wrong. */
    public boolean isSent(String field) {
        return mentioned.contains(field);
    }

    /** Adds a violation that concerns this field, pointing at where it was sent. */
    public void violated(String field, String detail) {
        violated(field, "", detail);
    }

    /** @param within a JSON pointer inside the field's value, such as {@code /0}, or nothing */
    public void violated(String field, String within, String detail) {
        Sent found = sent.get(field);
        violations.add(
                found != null && found.parameter() == null
                        ? Violation.inBody("/" + found.spelling() + within, detail)
                        : Violation.ofParameter(found == null ? field : found.spelling(), detail));
    }

    /** Fails with all violations, if there are any. */
    public void requireValid() {
        if (!violations.isEmpty()) {
            List<Violation> shown = violations.stream().distinct().limit(MOST_VIOLATIONS).toList();
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETERS,
                    "violations names what is not allowed, and what is" + (violations.size() > shown.size() ? ", in part." : "."),
                    shown);
        }
    }
}
