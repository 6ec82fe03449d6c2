package dev.backfill.gateway.openapi;

import dev.backfill.gateway.request.Bounds;
import dev.backfill.gateway.request.Field;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The schema of a field, made of the bounds by which it is checked. */
final class FieldSchemas {
    private FieldSchemas() {}

    static Schema<?> of(Field field) {
        Schema<Object> schema = switch (field.kind()) {
            case WHOLE_NUMBER -> Schemas.of("integer").format("int64");
            case NUMBER -> Schemas.of("number");
            case FLAG -> Schemas.of("boolean");
            case TEXT -> Schemas.of("string");
            case DAY -> Schemas.of("string").format("date");
            case INSTANT -> Schemas.of("string").format("date-time");
            case MOMENT -> Schemas.of("string")
                    .addAnyOfItem(Schemas.empty().format("date"))
                    .addAnyOfItem(Schemas.empty().format("date-time"));
            case TEXTS -> Schemas.of("array").items(Schemas.of("string"));
        };
        narrow(schema, field.bounds());
        if (field.standard() != null) {
            schema.setDefault(field.standard());
        }
        return schema;
    }

    /** What the field does, what its schema does not say, and its other spelling. */
    static @Nullable String description(Field field) {
        List<String> sentences = new ArrayList<>();
        if (!field.description().isEmpty()) {
            sentences.add(field.description());
        }
        switch (field.bounds()) {
            case Bounds.DaysUntilToday days -> sentences.add("From " + days.first() + " to today, in UTC.");
            case Bounds.Moments moments -> sentences.add("A day or an instant " + moments.sentence() + ", in UTC.");
            case Bounds.Rule rule -> sentences.add("Must be " + field.kind().form() + " " + rule.sentence() + ".");
            default -> {
                // The schema says it all.
            }
        }
        if (field.spellings().size() > 1) {
            sentences.add("The older name " + field.spellings().getLast() + " is read as well.");
        }
        return sentences.isEmpty() ? null : String.join(" ", sentences);
    }

    private static void narrow(Schema<?> schema, Bounds bounds) {
        switch (bounds) {
            case Bounds.Anything _, Bounds.DaysUntilToday _, Bounds.Moments _, Bounds.Rule _ -> {
                // Kind and description say it.
            }
            case Bounds.Whole(long lowest, long highest) ->
                    schema.minimum(BigDecimal.valueOf(lowest)).maximum(BigDecimal.valueOf(highest));
            case Bounds.Positive(BigDecimal highest) -> schema.exclusiveMinimumValue(BigDecimal.ZERO).maximum(highest);
            case Bounds.Words(List<String> allowed) -> words(schema, allowed);
            case Bounds.Text text -> text(schema, text);
            case Bounds.Items(int fewest, int most, Bounds each) -> {
                schema.maxItems(most);
                if (fewest > 0) {
                    schema.minItems(fewest);
                }
                narrow(schema.getItems(), each);
            }
            case Bounds.CheckedElsewhere(Bounds same) -> narrow(schema, same);
        }
    }

    @SuppressWarnings("unchecked")
    private static void words(Schema<?> schema, List<String> allowed) {
        ((Schema<Object>) schema).setEnum(List.copyOf(allowed));
    }

    /** A pattern of JSON Schema is looked for anywhere in the text; ours must match all of it. */
    private static void text(Schema<?> schema, Bounds.Text text) {
        if (text.shortest() > 0) {
            schema.minLength(text.shortest());
        }
        if (text.longest() < Integer.MAX_VALUE) {
            schema.maxLength(text.longest());
        }
        if (text.pattern() != null) {
            schema.pattern("^(?:" + text.pattern().pattern() + ")$");
        }
    }
}
