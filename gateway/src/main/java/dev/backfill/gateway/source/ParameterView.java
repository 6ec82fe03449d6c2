package dev.backfill.gateway.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a source's own, in the words of JSON Schema, so that a client can draw a form.
 *
 * @param type {@code boolean}, {@code integer}, {@code string} or {@code array}
 * @param byDefault what an absent one means; left out if it means nothing
 * @param pattern of a string
 * @param description what a string must be
 * @param items of an array, which are strings
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParameterView(
        String name,
        String type,
        @JsonProperty("default") @Nullable Object byDefault,
        @Nullable Long minimum,
        @Nullable Long maximum,
        @Nullable String pattern,
        @Nullable String description,
        @Nullable Integer maxItems,
        @Nullable Items items) {
    /** @param description what each must be */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Items(String type, @Nullable String pattern, @Nullable String description) {}
}
