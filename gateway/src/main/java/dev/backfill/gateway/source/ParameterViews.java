package dev.backfill.gateway.source;

import dev.backfill.workflows.source.SourceDefinition;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes a source's own parameters by the constraints that their values are checked with, so that the two cannot differ. */
@Component
class ParameterViews {
    private final Validator validator;

    ParameterViews(Validator validator) {
        this.validator = validator;
    }

    List<ParameterView> of(SourceDefinition source) {
        Record absent = nothingSent(source.parameters());
        return Arrays.stream(source.parameters().getRecordComponents()).map(component -> view(component, absent)).toList();
    }

    private ParameterView view(RecordComponent component, Record absent) {
        // Without a constraint, there is nothing to tell.
        Optional<PropertyDescriptor> property = Optional.ofNullable(
                validator.getConstraintsForClass(component.getDeclaringRecord()).getConstraintsForProperty(component.getName()));
        Optional<Pattern> pattern = property.flatMap(described -> constraint(described, Pattern.class));
        return new ParameterView(
                component.getName(),
                type(component.getType()),
                value(component, absent),
                property.flatMap(described -> constraint(described, Min.class)).map(Min::value).orElse(null),
                property.flatMap(described -> constraint(described, Max.class)).map(Max::value).orElse(null),
                pattern.map(ParameterViews::whole).orElse(null),
                pattern.map(ParameterViews::description).orElse(null),
                property.flatMap(described -> constraint(described, Size.class)).map(Size::max).orElse(null),
                component.getType() == List.class ? items(property) : null);
    }

    private static ParameterView.Items items(Optional<PropertyDescriptor> property) {
        Optional<Pattern> pattern = property.stream()
                .flatMap(described -> described.getConstrainedContainerElementTypes().stream())
                .flatMap(element -> constraint(element, Pattern.class).stream())
                .findFirst();
        return new ParameterView.Items(
                "string", pattern.map(ParameterViews::whole).orElse(null), pattern.map(ParameterViews::description).orElse(null));
    }

    private static <A extends Annotation> Optional<A> constraint(ElementDescriptor element, Class<A> type) {
        return element.getConstraintDescriptors().stream()
                .map(ConstraintDescriptor::getAnnotation)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** In JSON Schema a pattern is searched for; here it is the whole value. */
    private static String whole(Pattern pattern) {
        return "^(?:" + pattern.regexp() + ")$";
    }

    private static String description(Pattern pattern) {
        return pattern.message().replaceFirst("^must be ", "");
    }

    private static String type(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type == List.class) {
            return "array";
        }
        return type == String.class ? "string" : "integer";
    }

    private static Record nothingSent(Class<? extends Record> parameters) {
        Class<?>[] types = Arrays.stream(parameters.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] nothing = Arrays.stream(types).map(type -> type == boolean.class ? (Object) false : null).toArray();
        try {
            return parameters.getDeclaredConstructor(types).newInstance(nothing);
        } catch (InvocationTargetException | NoSuchMethodException | InstantiationException | IllegalAccessException broken) {
            throw new IllegalStateException(parameters + " must be a public record that takes absent values", broken);
        }
    }

    private static @Nullable Object value(RecordComponent component, Record absent) {
        try {
            return component.getAccessor().invoke(absent);
        } catch (IllegalAccessException | InvocationTargetException broken) {
            throw new IllegalStateException("cannot read " + component, broken);
        }
    }
}
