package dev.backfill.simulator.document;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** One operation of an OpenAPI document. */
final class Operation {
    private final String method;
    private final String path;
    private final String pointer;
    private final JsonNode description;
    private final Pattern pattern;
    private final Parameters parameters;

    Operation(Schemas schemas, String path, String method) {
        this.method = method.toUpperCase(Locale.ROOT);
        this.path = path;
        pointer = "/paths/" + Schemas.escaped(path) + '/' + method;
        description = schemas.document().at(pointer);
        pattern = Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+") + "/?");
        parameters = new Parameters(schemas, pointer);
    }

    String name() {
        return method + ' ' + path;
    }

    boolean matches(String called, String calledPath) {
        return method.equals(called) && pattern.matcher(calledPath).matches();
    }

    long variables() {
        return path.chars().filter(character -> character == '{').count();
    }

    Parameters parameters() {
        return parameters;
    }

    /** Where the schema of the request's body is. */
    Optional<String> body() {
        return schema("/requestBody/content");
    }

    /** Where the schema of an answer's body is. */
    Optional<String> answer(int status) {
        return schema("/responses/" + status + "/content");
    }

    private Optional<String> schema(String content) {
        return description.at(content).propertyStream()
                .filter(type -> type.getValue().has("schema") && (type.getKey().contains("json") || type.getKey().equals("*/*")))
                .map(type -> pointer + content + '/' + Schemas.escaped(type.getKey()) + "/schema")
                .findFirst();
    }
}
