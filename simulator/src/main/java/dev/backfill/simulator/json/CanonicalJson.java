package dev.backfill.simulator.json;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One spelling for equal JSON: members sorted by name in UTF-16 order, no white space, strings escaped as little as
 * possible, numbers as they were written. Of members with one name the last counts.
 */
public final class CanonicalJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private CanonicalJson() {}

    /** The canonical UTF-8 bytes of a JSON text. */
    public static byte[] of(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            JsonBuffer out = new JsonBuffer(json.length + 64);
            write(read(parser), out);
            return out.toBytes();
        }
    }

    /** SHA-256 of the canonical bytes, as lower-case hexadecimal digits. */
    public static String sha256(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(of(json)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 belongs to every Java", e);
        }
    }

    /** A number, true, false or null, by its own text. */
    private record Literal(String text) {}

    private static Object read(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> parser.getString();
            default -> new Literal(parser.getString());
        };
    }

    private static Map<String, Object> readObject(JsonParser parser) {
        Map<String, Object> members = new TreeMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, read(parser));
        }
        return members;
    }

    private static List<Object> readArray(JsonParser parser) {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(parser));
        }
        return elements;
    }

    private static void write(Object value, JsonBuffer out) {
        switch (value) {
            case Map<?, ?> members -> {
                out.raw('{');
                members.forEach((name, member) -> {
                    out.string((String) name).raw(':');
                    write(member, out);
                    out.raw(',');
                });
                close(out, '}');
            }
            case List<?> elements -> {
                out.raw('[');
                for (Object element : elements) {
                    write(element, out);
                    out.raw(',');
                }
                close(out, ']');
            }
            case String text -> out.string(text);
            case Literal literal -> out.raw(literal.text());
            default -> throw new IllegalStateException("not a JSON value: " + value.getClass());
        }
    }

    private static void close(JsonBuffer out, char close) {
        if (out.last() == ',') {
            out.dropLast();
        }
        out.raw(close);
    }
}
