package dev.backfill.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request, read to its end.
 *
 * @param method as sent, in capitals
 * @param path decoded, without the query
 * @param query decoded values by name, in order
 * @param headers first value by name in lower case
 * @param body empty when there was none
 */
public record HttpCall(
        String method, String path, Map<String, List<String>> query, Map<String, String> headers, byte[] body) {

    /** The first value of a query parameter. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(values -> !values.isEmpty()).map(List::getFirst);
    }

    /** All values of a query parameter, each split at commas. */
    public List<String> list(String name) {
        List<String> parts = new ArrayList<>();
        for (String value : query.getOrDefault(name, List.of())) {
            for (String part : value.split(",")) {
                if (!part.isBlank()) {
                    parts.add(part.trim());
                }
            }
        }
        return parts;
    }

    /** A whole number from the query, or the default when it is absent or no number. */
    public int number(String name, int absent) {
        try {
            return parameter(name).map(Integer::parseInt).orElse(absent);
        } catch (NumberFormatException e) {
            return absent;
        }
    }

    /** A request header, whatever its case. */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }
}
