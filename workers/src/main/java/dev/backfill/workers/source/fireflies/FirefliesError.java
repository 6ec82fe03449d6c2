package dev.backfill.workers.source.fireflies;

import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.JsonContent;
import dev.backfill.workflows.failure.FailureType;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One of the {@code errors} of an answer (GraphQL specification, October 2021, 7.1.2).
 *
 * @param type what its code comes to
 * @param words the vendor's own, on one line
 * @param path the field that it is about, such as {@code page, 3, sentences}; empty if it is about the whole request
 * @param lines of the request's text that it points to, from 1
 * @param retryIn what the vendor asks to wait, if it says so
 */
record FirefliesError(
        String code, FailureType type, String advice, String words, List<String> path, List<Integer> lines, @Nullable Duration retryIn) {
    private static final int LONGEST_CODE = 60;
    private static final Pattern QUOTED = Pattern.compile("[\"'`“”„‘’«»]([A-Za-z_][A-Za-z0-9_]{0,99})[\"'`“”„‘’«»]");

    static FirefliesError read(JsonNode error, RetryAfter retryAfter) {
        JsonNode extensions = error.path("extensions");
        String stated = Stream.of(JsonMembers.text(error, "code"), JsonMembers.text(extensions, "code"))
                .filter(code -> code != null && !code.isBlank()).findFirst().orElse("");
        String code = stated.replaceAll("[^A-Za-z0-9_]", "?").substring(0, Math.min(stated.length(), LONGEST_CODE));
        FirefliesErrorCodes.Meaning meaning = FirefliesErrorCodes.meaning(code, extensions.path("status").asInt(0));
        List<String> path = error.path("path").valueStream().map(step -> step.asString("")).toList();
        List<Integer> lines = error.path("locations").valueStream().map(place -> place.path("line").asInt(0)).toList();
        String words = JsonContent.quoted(error.path("message").asString(""));
        return new FirefliesError(code, meaning.type(), meaning.advice() + fields(extensions), words, path, lines,
                retryAfter.read(extensions.path("metadata").path("retryAfter")));
    }

    /** Which arguments it is about: names from our own request. */
    private static String fields(JsonNode extensions) {
        String fields = extensions.path("metadata").path("fields").valueStream()
                .map(field -> field.isString() ? field.stringValue() : field.path("name").asString(""))
                .filter(name -> name.matches("[A-Za-z_]{1,40}"))
                .collect(Collectors.joining(", "));
        return fields.isEmpty() ? "" : " (" + fields + ")";
    }

    /** Whether it is about the whole of a root field, such as {@code page}. */
    boolean isAboutAll(String field) {
        return path.size() == 1 && path.getFirst().equals(field);
    }

    boolean isBelow(String... steps) {
        return path.size() >= steps.length && path.subList(0, steps.length).equals(List.of(steps));
    }

    boolean saysGone() {
        return type == FailureType.NOT_FOUND;
    }

    boolean isOfThePlan() {
        return code.equals("paid_required") || code.equals("require_elevated_privilege");
    }

    /** Names in quotation marks, whatever the language around them. */
    List<String> quotedNames() {
        return QUOTED.matcher(words).results().map(found -> found.group(1)).toList();
    }

    /** With the vendor's words. */
    String reason() {
        return (code.isEmpty() ? "an error without a code" : code) + ": " + advice + (words.isEmpty() ? "" : " (Fireflies says: " + words + ")");
    }

    SourceException toException() {
        String message = "Fireflies: " + reason();
        if (type == FailureType.THROTTLED) {
            return SourceException.throttled(retryIn, message);
        }
        return type.retryable() ? SourceException.aboutContent(type, message) : SourceException.of(type, message);
    }
}
