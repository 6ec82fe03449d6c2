package dev.backfill.workers.source.http;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.workers.secret.Secrets;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads the JSON of an answer, whoever the vendor is. Never says what the parser says, which quotes the answer. What an answer says of
 * errors comes out without our secrets; what it has of records is left as it is.
 */
public final class JsonContent {
    private static final int LONGEST_MESSAGE = 300;
    /** Where an answer of status 200 tells of errors: GraphQL (October 2021, 7.1), and Jira's routes of many issues. */
    private static final List<String> ERRORS = List.of("errors", "issueErrors", "errorMessages", "warningMessages");

    private JsonContent() {}

    /**
     * The object in an answer of status 200.
     *
     * @param vendor what people call it
     * @throws SourceException {@code MALFORMED_ANSWER}, about its content, if there is none
     */
    public static ObjectNode of(Answer answer, String vendor) {
        if (!answer.isJson()) {
            throw SourceException.aboutContent(FailureType.MALFORMED_ANSWER, vendor + " answered 200, but not with JSON");
        }
        try {
            if (MAPPER.readTree(answer.body()) instanceof ObjectNode content) {
                ERRORS.stream().filter(content::has).forEach(name -> content.set(name, scrubbed(content.get(name))));
                return content;
            }
        } catch (JacksonException broken) {
            // Told below, as what is no object.
        }
        throw SourceException.aboutContent(FailureType.MALFORMED_ANSWER, vendor + " answered 200 with JSON that cannot be read");
    }

    /** What an answer of another status says of itself; a missing node if that is no JSON, or was cut off. */
    public static JsonNode ofError(Answer answer) {
        try {
            return scrubbed(MAPPER.readTree(answer.body()));
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    /**
     * The same where the status alone does not say whether the request is at fault, as 400 does not.
     *
     * @param vendor what people call it
     * @throws SourceException {@code MALFORMED_ANSWER} if it claims to be JSON and was cut off
     */
    public static JsonNode ofRefusal(Answer answer, String vendor) {
        JsonNode error = ofError(answer);
        if (error.isMissingNode() && answer.isJson()) {
            throw SourceException.of(
                    FailureType.MALFORMED_ANSWER, vendor + " answered " + answer.status() + " with JSON that cannot be read");
        }
        return error;
    }

    private static JsonNode scrubbed(JsonNode said) {
        return switch (said) {
            case ObjectNode object -> {
                ObjectNode scrubbed = MAPPER.createObjectNode();
                object.properties().forEach(member -> scrubbed.set(Secrets.scrubbed(member.getKey()), scrubbed(member.getValue())));
                yield scrubbed;
            }
            case ArrayNode array -> {
                ArrayNode scrubbed = MAPPER.createArrayNode();
                array.forEach(element -> scrubbed.add(scrubbed(element)));
                yield scrubbed;
            }
            case StringNode text -> StringNode.valueOf(Secrets.scrubbed(text.stringValue()));
            default -> said;
        };
    }

    /** A vendor's own words on one line, short enough for a history, without our secrets. */
    public static String quoted(String message) {
        String line = Secrets.scrubbed(message).replaceAll("\\p{Cntrl}", " ");
        return line.substring(0, Math.min(line.length(), LONGEST_MESSAGE));
    }
}
