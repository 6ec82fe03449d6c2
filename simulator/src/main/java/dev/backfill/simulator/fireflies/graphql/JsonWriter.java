package dev.backfill.simulator.fireflies.graphql;

import dev.backfill.simulator.json.JsonBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers: whole numbers without exponent as JavaScript does, and lone surrogates as escapes, which JSON can
 * carry though UTF-8 cannot.
 */
public final class JsonWriter {

    /** Above this, JavaScript too writes an exponent. */
    private static final double MOST_DIGITS = 1e15;

    private final JsonBuffer out = new JsonBuffer(16_384);

    private JsonWriter() {}

    /** The UTF-8 bytes of maps, lists, texts, numbers, booleans and null. */
    public static byte[] write(@Nullable Object value) {
        JsonWriter writer = new JsonWriter();
        writer.append(value);
        return writer.out.toBytes();
    }

    private void append(@Nullable Object value) {
        switch (value) {
            case null -> out.raw("null");
            case Map<?, ?> members -> members(members);
            case List<?> elements -> elements(elements);
            case String text -> text(text);
            case Double number -> number(number);
            case Number number -> out.raw(number.toString());
            case Boolean flag -> out.raw(flag.toString());
            default -> text(value.toString());
        }
    }

    private void members(Map<?, ?> members) {
        out.raw('{');
        String comma = "";
        for (Map.Entry<?, ?> member : members.entrySet()) {
            out.raw(comma).string(String.valueOf(member.getKey())).raw(':');
            append(member.getValue());
            comma = ",";
        }
        out.raw('}');
    }

    private void elements(List<?> elements) {
        out.raw('[');
        String comma = "";
        for (Object element : elements) {
            out.raw(comma);
            append(element);
            comma = ",";
        }
        out.raw(']');
    }

    private void number(double number) {
        if (number == Math.rint(number) && Math.abs(number) < MOST_DIGITS) {
            out.number((long) number);
        } else {
            out.raw(Double.toString(number));
        }
    }

    private void text(String text) {
        out.raw('"');
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                i++;
                continue;
            }
            out.escaped(text.substring(start, i)).raw("\\u%04x".formatted((int) text.charAt(i)));
            start = i + 1;
        }
        out.escaped(text.substring(start)).raw('"');
    }
}
