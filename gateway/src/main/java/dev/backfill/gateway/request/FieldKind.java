package dev.backfill.gateway.request;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a value is written, in a body and in a query. Nothing is converted silently: {@code "7"} is not a number in JSON. */
public enum FieldKind {
    /** A {@code Long}. */
    WHOLE_NUMBER("a whole number") {
        @Override
        @Nullable Object read(JsonNode node) {
            return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : null;
        }

        @Override
        @Nullable Object read(String text) {
            return WHOLE.matcher(text).matches() ? Long.valueOf(text) : null;
        }
    },
    /** A {@code BigDecimal}. */
    NUMBER("a number") {
        @Override
        @Nullable Object read(JsonNode node) {
            return node.isNumber() ? node.decimalValue().stripTrailingZeros() : null;
        }

        @Override
        @Nullable Object read(String text) {
            return DECIMAL.matcher(text).matches() ? new BigDecimal(text).stripTrailingZeros() : null;
        }
    },
    /** A {@code Boolean}. */
    FLAG("true or false") {
        @Override
        @Nullable Object read(JsonNode node) {
            return node.isBoolean() ? node.booleanValue() : null;
        }

        @Override
        @Nullable Object read(String text) {
            return switch (text) {
                case "true" -> Boolean.TRUE;
                case "false" -> Boolean.FALSE;
                default -> null;
            };
        }
    },
    /** A {@code String}. */
    TEXT("a text") {
        @Override
        @Nullable Object read(JsonNode node) {
            return node.isString() ? node.stringValue() : null;
        }

        @Override
        @Nullable Object read(String text) {
            return text;
        }
    },
    /** A {@code LocalDate}. */
    DAY("a day of the calendar, written YYYY-MM-DD") {
        @Override
        @Nullable Object read(JsonNode node) {
            return node.isString() ? read(node.stringValue()) : null;
        }

        @Override
        @Nullable Object read(String text) {
            if (!ISO_DAY.matcher(text).matches()) {
                return null;
            }
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException noSuchDay) {
                return null;
            }
        }
    },
    /** A {@link Moment}. */
    MOMENT("a day, written YYYY-MM-DD, or an instant such as 2024-01-31T12:00:00Z") {
        @Override
        @Nullable Object read(JsonNode node) {
            return node.isString() ? read(node.stringValue()) : null;
        }

        @Override
        @Nullable Object read(String text) {
            return Moment.read(text);
        }
    },
    /** An {@code Instant} (RFC 3339). */
    INSTANT("an instant, such as 2027-01-31T00:00:00Z") {
        @Override
        @Nullable Object read(JsonNode node) {
            return node.isString() ? read(node.stringValue()) : null;
        }

        @Override
        @Nullable Object read(String text) {
            return Moment.instant(text);
        }
    },
    /** A {@code List<String>} without repetitions; in a query separated by commas. */
    TEXTS("a list of texts") {
        @Override
        @Nullable Object read(JsonNode node) {
            if (!node.isArray()) {
                return null;
            }
            List<String> texts = new ArrayList<>(node.size());
            for (JsonNode element : node) {
                if (!element.isString()) {
                    return null;
                }
                texts.add(element.stringValue());
            }
            return List.copyOf(texts);
        }

        @Override
        @Nullable Object read(String text) {
            return List.of(text.split(",", -1));
        }
    };

    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,17}");
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");
    private static final Pattern ISO_DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final String form;

    FieldKind(String form) {
        this.form = form;
    }

    /** The kind in words, to follow "must be". */
    public String form() {
        return form;
    }

    /** The value, or null if it is written in another way. */
    abstract @Nullable Object read(JsonNode node);

    /** The value, or null if it is written in another way. */
    abstract @Nullable Object read(String text);
}
