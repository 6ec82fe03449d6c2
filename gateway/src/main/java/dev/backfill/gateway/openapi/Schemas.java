package dev.backfill.gateway.openapi;

import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Schemas as OpenAPI 3.1 has them: those of JSON Schema 2020-12, where {@code type} may be a list. */
final class Schemas {
    private Schemas() {}

    static Schema<Object> of(String type) {
        Schema<Object> schema = empty();
        schema.setTypes(new LinkedHashSet<>(Set.of(type)));
        return schema;
    }

    static Schema<Object> empty() {
        return new Schema<>(SpecVersion.V31);
    }

    static Schema<Object> reference(String component) {
        return empty().$ref("#/components/schemas/" + component);
    }

    static Schema<Object> all(List<Schema<?>> parts) {
        Schema<Object> schema = empty();
        parts.forEach(schema::addAllOfItem);
        return schema;
    }

    /** The same, or null. */
    static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null || schema.getTypes() == null) {
            return empty().addAnyOfItem(schema).addAnyOfItem(of("null"));
        }
        Set<String> types = new LinkedHashSet<>(schema.getTypes());
        types.add("null");
        schema.setTypes(types);
        nullAmongWords(schema);
        return schema;
    }

    private static <T> void nullAmongWords(Schema<T> schema) {
        if (schema.getEnum() != null) {
            List<T> words = new ArrayList<>(schema.getEnum());
            words.add(null);
            schema.setEnum(words);
        }
    }
}
