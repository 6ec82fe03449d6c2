package dev.backfill.gateway.request;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a value of a kind may be. The check, its sentence and its schema in the documentation are made of the same value. */
public sealed interface Bounds {
    /** Whether a value of the field's kind is within. */
    boolean accept(Object value);

    /** To follow the kind's own form, such as "from 1 to 10"; empty if there is nothing to say. */
    String sentence();

    /** Every value of the kind. */
    record Anything() implements Bounds {
        @Override
        public boolean accept(Object value) {
            return true;
        }

        @Override
        public String sentence() {
            return "";
        }
    }

    /** A whole number, both bounds included. */
    record Whole(long lowest, long highest) implements Bounds {
        @Override
        public boolean accept(Object value) {
            long number = (Long) value;
            return number >= lowest && number <= highest;
        }

        @Override
        public String sentence() {
            return "from " + lowest + " to " + highest;
        }
    }

    /** A number above zero. */
    record Positive(BigDecimal highest) implements Bounds {
        @Override
        public boolean accept(Object value) {
            BigDecimal number = (BigDecimal) value;
            // As it is computed with: a number that a double takes for 0 is 0.
            return number.compareTo(highest) <= 0 && number.doubleValue() > 0;
        }

        @Override
        public String sentence() {
            return "more than 0 and at most " + highest;
        }
    }

    /** One of a few words. */
    record Words(List<String> allowed) implements Bounds {
        public Words {
            allowed = List.copyOf(allowed);
        }

        @Override
        public boolean accept(Object value) {
            return allowed.contains((String) value);
        }

        @Override
        public String sentence() {
            return "";
        }
    }

    /** A day, both bounds included. */
    record DaysUntilToday(LocalDate first, LocalDate today) implements Bounds {
        @Override
        public boolean accept(Object value) {
            LocalDate day = (LocalDate) value;
            return !day.isBefore(first) && !day.isAfter(today);
        }

        @Override
        public String sentence() {
            return "from " + first + " to today, " + today;
        }
    }

    /** A {@link Moment} within days in UTC, both included. */
    record Moments(LocalDate first, LocalDate last) implements Bounds {
        @Override
        public boolean accept(Object value) {
            Moment moment = (Moment) value;
            return !moment.start().isBefore(first.atStartOfDay(ZoneOffset.UTC).toInstant())
                    && !moment.end().isAfter(last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        }

        @Override
        public String sentence() {
            return "from " + first + " to " + last;
        }
    }

    /**
     * A text of so many characters of Unicode, as JSON Schema counts them, both bounds included.
     *
     * @param pattern what all of it must match, or null
     * @param form the pattern in words, to follow "a text", such as "that is a project key"; empty if there is none
     */
    record Text(int shortest, int longest, @Nullable Pattern pattern, String form) implements Bounds {
        @Override
        public boolean accept(Object value) {
            String text = (String) value;
            int length = text.codePointCount(0, text.length());
            return length >= shortest && length <= longest && (pattern == null || pattern.matcher(text).matches());
        }

        @Override
        public String sentence() {
            return (form.isEmpty() ? "" : form + ", ") + "of " + shortest + " to " + longest + " characters";
        }
    }

    /** A list of texts. */
    record Items(int fewest, int most, Bounds each) implements Bounds {
        @Override
        public boolean accept(Object value) {
            List<?> items = (List<?>) value;
            return items.size() >= fewest && items.size() <= most && items.stream().allMatch(each::accept);
        }

        @Override
        public String sentence() {
            return "with " + fewest + " to " + most + " of them" + (each.sentence().isEmpty() ? "" : ", each " + each.sentence());
        }
    }

    /** Bounds that are documented here and checked elsewhere, as Jakarta constraints are by the validator. */
    record CheckedElsewhere(Bounds bounds) implements Bounds {
        @Override
        public boolean accept(Object value) {
            return true;
        }

        @Override
        public String sentence() {
            return "";
        }
    }

    /** A rule that no schema can tell: its sentence is all that is documented. */
    record Rule(String sentence, Predicate<Object> check) implements Bounds {
        @Override
        public boolean accept(Object value) {
            return check.test(value);
        }
    }
}
