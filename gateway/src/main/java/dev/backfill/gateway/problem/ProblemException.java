package dev.backfill.gateway.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** An error that is answered as it says. Its detail is for the caller: no class names, SQL, hosts or credentials. */
public class ProblemException extends RuntimeException {
    private static final String RETRY_AFTER_SECONDS = "5";

    private final ProblemType type;
    private final transient List<Violation> violations;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient HttpHeaders headers = new HttpHeaders();

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of(), null);
    }

    public ProblemException(ProblemType type, String detail, List<Violation> violations) {
        this(type, detail, violations, null);
    }

    /** @param cause for the log, never for the caller */
    public ProblemException(ProblemType type, String detail, List<Violation> violations, @Nullable Throwable cause) {
        super(detail, cause);
        this.type = type;
        this.violations = List.copyOf(violations);
        if (type.status().value() == 503) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
    }

    public ProblemException withHeader(String name, String value) {
        headers.set(name, value);
        return this;
    }

    /** Adds an extension member (RFC 9457, 3.2) to the body. */
    public ProblemException withMember(String name, Object value) {
        members.put(name, value);
        return this;
    }

    public Map<String, Object> members() {
        return members;
    }

    public ProblemType type() {
        return type;
    }

    public List<Violation> violations() {
        return violations;
    }

    public HttpHeaders headers() {
        return headers;
    }
}
