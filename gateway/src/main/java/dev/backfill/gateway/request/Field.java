package dev.backfill.gateway.request;

import java.math.BigDecimal;
import java.time.LocalDate;
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
 * @param bounds what a value of the kind may be
 * @param description what it does, for the documentation; one sentence, or empty
 * @param standard the value that stands in for an absent one, for the documentation; null if there is none
 */
public record Field(String name, FieldKind kind, Bounds bounds, String description, @Nullable Object standard) {
    /** Anything of the kind. */
    public static Field of(String name, FieldKind kind) {
        return within(name, kind, new Bounds.Anything());
    }

    public static Field within(String name, FieldKind kind, Bounds bounds) {
        return new Field(name, kind, bounds, "", null);
    }

    /**
     * A rule that the documentation can only tell in words; prefer one that it can show.
     *
     * @param bounds to follow the kind's own form, such as "from 1 to 10"
     */
    public static <T> Field bounded(String name, FieldKind kind, Class<T> type, String bounds, Predicate<T> accepts) {
        return within(name, kind, new Bounds.Rule(bounds, value -> accepts.test(type.cast(value))));
    }

    /** A whole number within bounds, both included. */
    public static Field within(String name, long lowest, long highest) {
        return within(name, FieldKind.WHOLE_NUMBER, new Bounds.Whole(lowest, highest));
    }

    /** A number above zero. */
    public static Field positive(String name, BigDecimal highest) {
        return within(name, FieldKind.NUMBER, new Bounds.Positive(highest));
    }

    /** A day of the calendar, both bounds included. */
    public static Field dayUntil(String name, LocalDate first, LocalDate today) {
        return within(name, FieldKind.DAY, new Bounds.DaysUntilToday(first, today));
    }

    /** A text of so many characters, both bounds included. */
    public static Field text(String name, int shortest, int longest) {
        return within(name, FieldKind.TEXT, new Bounds.Text(shortest, longest, null, ""));
    }

    /** One of a few words. */
    public static Field oneOf(String name, Collection<String> words) {
        return within(name, FieldKind.TEXT, new Bounds.Words(List.copyOf(words)));
    }

    /** Some of a few words; in a query separated by commas. */
    public static Field someOf(String name, Collection<String> words) {
        return within(name, FieldKind.TEXTS, new Bounds.Items(1, words.size(), new Bounds.Words(List.copyOf(words))));
    }

    public Field described(String description) {
        return new Field(name, kind, bounds, description, standard);
    }

    /** @param standard the value that stands in for an absent one */
    public Field by(Object standard) {
        return new Field(name, kind, bounds, description, standard);
    }

    /** What it must be, to follow "must be". */
    public String expectation() {
        if (bounds instanceof Bounds.Words) {
            return "one of the allowed values";
        }
        if (bounds instanceof Bounds.Items(int fewest, int most, Bounds.Words each)) {
            return "one or more of the allowed values";
        }
        return bounds.sentence().isEmpty() ? kind.form() : kind.form() + " " + bounds.sentence();
    }

    /** All its values, if they can be listed. */
    public @Nullable List<String> allowed() {
        return switch (bounds) {
            case Bounds.Words(List<String> words) -> words;
            case Bounds.Items(int fewest, int most, Bounds.Words(List<String> words)) -> words;
            default -> null;
        };
    }

    public Predicate<Object> accepts() {
        return bounds::accept;
    }

    /** The names that stand for this field: camelCase first, then snake_case if that differs. */
    public List<String> spellings() {
        String snake = name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return Stream.of(name, snake).distinct().toList();
    }
}
