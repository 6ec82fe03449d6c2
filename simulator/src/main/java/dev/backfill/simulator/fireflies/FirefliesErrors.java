package dev.backfill.simulator.fireflies;

import dev.backfill.simulator.fault.VendorErrors;
import dev.backfill.simulator.fireflies.error.ErrorCode;
import dev.backfill.simulator.fireflies.error.FirefliesError;
import dev.backfill.simulator.fireflies.graphql.JsonWriter;
import dev.backfill.simulator.http.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whole answers that are errors. */
public final class FirefliesErrors {

    /** These errors, for what can go wrong with any vendor. */
    public static final VendorErrors FORM = new VendorErrors() {
        @Override
        public Answer of(int status, String message) {
            return FirefliesErrors.of(status, FirefliesError.of(ErrorCode.INTERNAL_SERVER_ERROR).with(message));
        }

        @Override
        public Answer throttled(int status) {
            return FirefliesErrors.of(status, FirefliesError.of(ErrorCode.TOO_MANY_REQUESTS));
        }
    };

    private FirefliesErrors() {}

    /** An error without any data. */
    static Answer of(int status, FirefliesError error) {
        return Answer.json(status, JsonWriter.write(Map.of("errors", List.of(error.toMap()))));
    }

    /** An error beside a data member, which may be null. */
    static Answer beside(int status, FirefliesError error, @Nullable Object data) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("errors", List.of(error.toMap()));
        answer.put("data", data);
        return Answer.json(status, JsonWriter.write(answer));
    }

    /** A request that is not understood: no code of Fireflies', as it never got there. */
    public static Answer badRequest(int status, String message) {
        return Answer.json(status, JsonWriter.write(Map.of("errors",
                List.of(Map.of("message", message, "extensions", Map.of("code", "BAD_REQUEST"))))));
    }

    /** 404 for a path that no route has. */
    public static Answer unknownPath(String path) {
        return badRequest(404, "Cannot POST " + path);
    }
}
