package dev.backfill.gateway.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where in the body, as a JSON pointer (RFC 6901), such as {@code /projects/0}
 * @param parameter else which query parameter, header or part of the path
 * @param detail what must be, never what was sent
 * @param allowed the names or values that are allowed, if they can be listed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Violation(@Nullable String pointer, @Nullable String parameter, String detail, @Nullable List<String> allowed) {
    public static Violation inBody(String pointer, String detail) {
        return new Violation(pointer, null, detail, null);
    }

    public static Violation ofParameter(String parameter, String detail) {
        return new Violation(null, parameter, detail, null);
    }

    /** The same in words, such as {@code days must be a whole number from 1 to 3650}. */
    String sentence() {
        String place = pointer == null ? String.valueOf(parameter) : pointer.replaceFirst("^/", "");
        return place + " " + detail + (allowed == null ? "" : ": " + String.join(", ", allowed));
    }

    public Violation allowing(List<String> names) {
        return new Violation(pointer, parameter, detail, names);
    }
}
