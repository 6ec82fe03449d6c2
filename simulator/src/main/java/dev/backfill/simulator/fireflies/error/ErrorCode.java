package dev.backfill.simulator.fireflies.error;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The codes of docs.fireflies.ai/miscellaneous/error-codes that reading can meet. */
public enum ErrorCode {
    /** The key is missing or wrong. */
    AUTH_FAILED("auth_failed", 401, "The API key is missing or not valid", Map.of()),
    /** Not allowed. */
    FORBIDDEN("forbidden", 403, "This action is not allowed for you", Map.of()),
    /** The plan does not include it. */
    PAID_REQUIRED("paid_required", 403, "This action needs a paid plan", Map.of("tier", "pro_or_higher")),
    /** For admins of a team only. */
    REQUIRE_ELEVATED_PRIVILEGE("require_elevated_privilege", 403, "This action needs admin rights", Map.of()),
    /** The account is no more. */
    ACCOUNT_CANCELLED("account_cancelled", 403, "This account has been cancelled", Map.of()),
    /** That member is of another team. */
    NOT_IN_TEAM("not_in_team", 403, "This user does not belong to your team", Map.of()),
    /** What was asked for by id is not there. */
    OBJECT_NOT_FOUND("object_not_found", 404, "Object not found", Map.of("objectType", "Transcript")),
    /** An argument is out of its bounds. */
    INVALID_ARGUMENTS("invalid_arguments", 400, "Some arguments are not valid", Map.of()),
    /** An argument is missing. */
    ARGS_REQUIRED("args_required", 400, "Some arguments are missing", Map.of()),
    /** A limit is used up. */
    TOO_MANY_REQUESTS("too_many_requests", 429, "Too many requests", Map.of()),
    /** It took too long on their side. */
    REQUEST_TIMEOUT("request_timeout", 408, "The request took too long", Map.of()),
    /** What they hold contradicts itself. */
    INVARIANT_VIOLATION("invariant_violation", 500, "An invariant was violated", Map.of()),
    /** Something broke on their side. */
    INTERNAL_SERVER_ERROR("internal_server_error", 500, "Internal server error", Map.of());

    private final String text;
    private final int status;
    private final String message;
    private final Map<String, Object> metadata;

    ErrorCode(String text, int status, String message, Map<String, Object> metadata) {
        this.text = text;
        this.status = status;
        this.message = message;
        this.metadata = metadata;
    }

    /** Its name in answers. */
    public String text() {
        return text;
    }

    /** The status told inside the error, whatever that of the answer is. */
    public int status() {
        return status;
    }

    /** Whether people may be shown the message. */
    boolean friendly() {
        return status < 500;
    }

    String message() {
        return message;
    }

    Map<String, Object> metadata() {
        return metadata;
    }

    /** The code of a name. */
    public static Optional<ErrorCode> of(String text) {
        return Arrays.stream(values()).filter(code -> code.text.equals(text)).findFirst();
    }
}
