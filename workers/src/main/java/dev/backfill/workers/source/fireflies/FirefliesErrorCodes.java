package dev.backfill.workers.source.fireflies;

import static dev.backfill.workflows.failure.FailureType.AUTHENTICATION;
import static dev.backfill.workflows.failure.FailureType.CONFIGURATION;
import static dev.backfill.workflows.failure.FailureType.NOT_FOUND;
import static dev.backfill.workflows.failure.FailureType.PERMISSION;
import static dev.backfill.workflows.failure.FailureType.THROTTLED;
import static dev.backfill.workflows.failure.FailureType.UNAVAILABLE;

import dev.backfill.workflows.failure.FailureType;
import java.util.Locale;
import java.util.Map;

/**
 * What each error code comes to: retry, wait, or an end with what to do. The codes are those of
 * <a href="https://docs.fireflies.ai/miscellaneous/error-codes">Fireflies' page</a>, and those of the GraphQL server below it.
 */
final class FirefliesErrorCodes {
    /** @param advice what to do, or what happens now */
    record Meaning(FailureType type, String advice) {}

    private static final Meaning CREDENTIALS =
            new Meaning(AUTHENTICATION, "the key is not accepted: check BACKFILL_FIREFLIES_TOKEN, and that the key was not revoked");
    private static final Meaning NOT_ALLOWED =
            new Meaning(PERMISSION, "the key may not do this: set BACKFILL_FIREFLIES_TOKEN to that of somebody who may see the meetings");
    private static final Meaning NO_SUCH = new Meaning(NOT_FOUND, "there is no such transcript, or the key does not show it");
    private static final Meaning REQUEST =
            new Meaning(CONFIGURATION, "the request is not understood: this version was made for another interface, look for an update");
    private static final Meaning LATER = new Meaning(THROTTLED, "the quota is used up, it goes on by itself when the vendor says");
    private static final Meaning WEATHER = new Meaning(UNAVAILABLE, "something broke on their side, it is tried again");
    private static final Meaning NOT_OURS =
            new Meaning(CONFIGURATION, "an error of what this program never asks for: check BACKFILL_FIREFLIES_URL");

    private static final Map<String, Meaning> CODES = Map.ofEntries(
            Map.entry("auth_failed", CREDENTIALS),
            Map.entry("account_cancelled", new Meaning(AUTHENTICATION,
                    "the account was cancelled: renew it with Fireflies, or set BACKFILL_FIREFLIES_TOKEN to a key of another")),
            Map.entry("forbidden", NOT_ALLOWED),
            Map.entry("not_in_team", NOT_ALLOWED),
            Map.entry("require_elevated_privilege", new Meaning(PERMISSION,
                    "this takes an administrator of the team: set BACKFILL_FIREFLIES_TOKEN to the key of one")),
            Map.entry("paid_required", new Meaning(PERMISSION,
                    "the plan does not include this: take a higher one with Fireflies, or a key of an account that has it")),
            Map.entry("object_not_found", NO_SUCH),
            Map.entry("invalid_arguments", REQUEST),
            Map.entry("args_required", REQUEST),
            Map.entry("bad_request", REQUEST),
            Map.entry("bad_user_input", REQUEST),
            Map.entry("graphql_parse_failed", REQUEST),
            Map.entry("graphql_validation_failed", REQUEST),
            Map.entry("too_many_requests", LATER),
            Map.entry("request_timeout", new Meaning(UNAVAILABLE, "the answer took too long on their side, it is tried again")),
            Map.entry("internal_server_error", WEATHER),
            Map.entry("invariant_violation", WEATHER),
            // Of uploads, languages and bots, which are not read but written.
            Map.entry("require_ai_credits", NOT_OURS),
            Map.entry("payload_too_small", NOT_OURS),
            Map.entry("invalid_language_code", NOT_OURS),
            Map.entry("admin_must_exist", NOT_OURS),
            Map.entry("unsupported_platform", NOT_OURS));

    private FirefliesErrorCodes() {}

    /**
     * @param code in upper or lower case; for one that is not known the status decides
     * @param status as the error states it, 0 if it does not
     */
    static Meaning meaning(String code, int status) {
        Meaning known = CODES.get(code.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        return switch (status) {
            case 401 -> CREDENTIALS;
            case 402, 403 -> NOT_ALLOWED;
            case 404 -> NO_SUCH;
            case 408 -> WEATHER;
            case 429 -> LATER;
            default -> status >= 400 && status < 500 ? REQUEST : WEATHER;
        };
    }
}
