package dev.backfill.gateway.backfill;

import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.FieldKind;
import dev.backfill.gateway.request.RequestReader;
import dev.backfill.gateway.request.RequestValues;
import dev.backfill.workflows.source.SourceDefinition;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A source's own parameters, read by its record: components are the fields, Jakarta constraints are the bounds. */
@Component
class SourceParameters {
    private final Validator validator;

    SourceParameters(Validator validator) {
        this.validator = validator;
    }

    /** The fields that this source adds to a start. */
    static List<Field> fields(SourceDefinition source) {
        return components(source).stream().map(SourceParameters::field).toList();
    }

    private static Field field(RecordComponent component) {
        FieldKind kind = kind(component);
        return Field.within(component.getName(), kind, ConstraintBounds.of(component, kind));
    }

    /** What stands in for values that are not sent. */
    static Map<String, Object> defaults(SourceDefinition source) {
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        return asMap(source, construct(source, RequestReader.read(nothing, new LinkedMultiValueMap<>(), List.of())));
    }

    /** The source's record as a JSON object; everything that is wrong with it is added to the violations. */
    Map<String, Object> read(SourceDefinition source, RequestValues values) {
        Record parameters = construct(source, values);
        List<String> order = components(source).stream().map(RecordComponent::getName).toList();
        validator.validate(parameters).stream()
                .map(Place::of)
                .sorted(Comparator.comparing((Place place) -> order.indexOf(place.field())).thenComparing(Place::index))
                .forEach(place -> values.violated(place.field(), place.within(), place.detail()));
        return asMap(source, parameters);
    }

    private static Record construct(SourceDefinition source, RequestValues values) {
        List<RecordComponent> components = components(source);
        Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] arguments = components.stream().map(component -> argument(component, values)).toArray();
        try {
            return source.parameters().getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException | NoSuchMethodException | InstantiationException | IllegalAccessException broken) {
            throw new IllegalStateException(source.parameters() + " must be a public record that takes absent values", broken);
        }
    }

    private static @Nullable Object argument(RecordComponent component, RequestValues values) {
        Class<?> type = component.getType();
        Object value = values.get(component.getName(), Object.class);
        if (type == int.class || type == Integer.class) {
            return value == null ? emptyOf(type) : (Object) Math.toIntExact(Math.clamp((Long) value, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        return value == null ? emptyOf(type) : value;
    }

    /** An absent value is its type's empty one. */
    private static @Nullable Object emptyOf(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        return type == long.class ? (Object) 0L : null;
    }

    private static FieldKind kind(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == boolean.class || type == Boolean.class) {
            return FieldKind.FLAG;
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return FieldKind.WHOLE_NUMBER;
        }
        if (type == String.class) {
            return FieldKind.TEXT;
        }
        if (type == List.class) {
            return FieldKind.TEXTS;
        }
        throw new IllegalStateException("no request can carry a " + type + ", as " + component + " asks for");
    }

    /** @param index the element of a list, or -1 */
    private record Place(String field, int index, String detail) {
        static Place of(ConstraintViolation<?> violation) {
            String field = "";
            int index = -1;
            for (Path.Node node : violation.getPropertyPath()) {
                field = field.isEmpty() ? node.getName() : field;
                index = node.getIndex() == null ? index : node.getIndex();
            }
            return new Place(field, index, violation.getMessage());
        }

        String within() {
            return index < 0 ? "" : "/" + index;
        }
    }

    private static Map<String, Object> asMap(SourceDefinition source, Record parameters) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (RecordComponent component : components(source)) {
            try {
                Object value = component.getAccessor().invoke(parameters);
                if (value != null) {
                    // Only now: before, violations are pointed at by their place in the list as it was sent.
                    map.put(component.getName(), value instanceof List<?> list ? list.stream().distinct().toList() : value);
                }
            } catch (IllegalAccessException | InvocationTargetException broken) {
                throw new IllegalStateException("cannot read " + component, broken);
            }
        }
        return map;
    }

    private static List<RecordComponent> components(SourceDefinition source) {
        return Arrays.asList(source.parameters().getRecordComponents());
    }
}
