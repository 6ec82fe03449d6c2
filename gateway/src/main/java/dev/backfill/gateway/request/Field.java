package dev.backfill.gateway.request;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A value that a request may carry.
 *
 * @param name in camelCase; the same in snake_case is read as well
 * @param expectation what it must be, to follow "must be"
 * @param allowed all its values, if they can be listed
 * @param accepts whether a value of the kind is within bounds
 */
public record Field(
        String name, FieldKind kind, String expectation, @Nullable List<String> allowed, Predicate<Object> accepts) {
    /** Anything of the kind. */
    public static Field of(String name, FieldKind kind) {
        return new Field(name, kind, kind.form(), null, value -> true);
    }

    /** @param bounds to follow the kind's own form, such as "from 1 to 10" */
    public static <T> Field bounded(String name, FieldKind kind, Class<T> type, String bounds, Predicate<T> accepts) {
        return new Field(name, kind, kind.form() + " " + bounds, null, value -> accepts.test(type.cast(value)));
    }

    /** A whole number within bounds, both included. */
    public static Field within(String name, long lowest, long highest) {
        return bounded(
                name,
                FieldKind.WHOLE_NUMBER,
                Long.class,
                "from " + lowest + " to " + highest,
                number -> number >= lowest && number <= highest);
    }

    /** One of a few words. */
    public static Field oneOf(String name, Collection<String> words) {
        List<String> allowed = List.copyOf(words);
        return new Field(name, FieldKind.TEXT, "one of the allowed values", allowed, allowed::contains);
    }

    /** The names that stand for this field: camelCase first, then snake_case if that differs. */
    List<String> spellings() {
        String snake = name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return Stream.of(name, snake).distinct().toList();
    }
}
