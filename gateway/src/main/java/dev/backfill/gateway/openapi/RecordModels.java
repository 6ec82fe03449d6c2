package dev.backfill.gateway.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Says of the members of our records which are always there and which may be null: JSpecify's annotations are the truth. */
@Component
class RecordModels implements ModelConverter {
    @Override
    public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = Json.mapper().constructType(type.getType());
        if (java != null && JsonNode.class.isAssignableFrom(java.getRawClass())) {
            return Schemas.of("object").additionalProperties(true);
        }
        if (java != null && java.getRawClass() == URI.class) {
            return Schemas.of("string").format("uri-reference");
        }
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> resolved = chain.next().resolve(type, context, chain);
        if (resolved != null && java != null && java.getRawClass().isRecord()) {
            Schema<?> model = resolved.get$ref() == null
                    ? resolved
                    : context.getDefinedModels().get(resolved.get$ref().replace("#/components/schemas/", ""));
            if (model != null && model.getProperties() != null && model.getRequired() == null) {
                complete(model, java.getRawClass());
            }
        }
        return resolved;
    }

    private static void complete(Schema<?> model, Class<?> type) {
        boolean leavesNullsOut = leavesNullsOut(type.getAnnotation(JsonInclude.class));
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Map<String, Schema> members = model.getProperties();
            String name = nameInJson(component);
            Schema<?> member = members.get(name);
            if (member == null) {
                continue;
            }
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean absent = leavesNullsOut || leavesNullsOut(component.getAccessor().getAnnotation(JsonInclude.class));
            if (!nullable || !absent) {
                required.add(name);
            }
            if (nullable && !absent) {
                members.put(name, Schemas.orNull(member));
            }
        }
        model.setRequired(required);
    }

    /** Old routes have names of their own. */
    static String nameInJson(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null || renamed.value().isEmpty() ? component.getName() : renamed.value();
    }

    private static boolean leavesNullsOut(@Nullable JsonInclude include) {
        return include != null && include.value() == JsonInclude.Include.NON_NULL;
    }
}
