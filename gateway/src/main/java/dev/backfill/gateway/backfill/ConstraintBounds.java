package dev.backfill.gateway.backfill;

import dev.backfill.gateway.request.Bounds;
import dev.backfill.gateway.request.FieldKind;
import jakarta.validation.Constraint;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;

/** The Jakarta constraints of a source's parameters, as bounds for the documentation; the validator checks them. */
final class ConstraintBounds {
    private static final Set<Class<? extends Annotation>> UNDERSTOOD =
            Set.of(Min.class, Max.class, Size.class, Pattern.class, NotBlank.class, NotEmpty.class, NotNull.class);

    private ConstraintBounds() {}

    /** @throws IllegalStateException if the component has a constraint that the documentation would leave out */
    static Bounds of(RecordComponent component, FieldKind kind) {
        AnnotatedElement type = component.getAnnotatedType();
        requireUnderstood(component, type);
        return switch (kind) {
            case WHOLE_NUMBER -> whole(type, component.getType());
            case TEXT -> new Bounds.CheckedElsewhere(text(type));
            case TEXTS -> {
                AnnotatedElement each = ((AnnotatedParameterizedType) component.getAnnotatedType()).getAnnotatedActualTypeArguments()[0];
                requireUnderstood(component, each);
                yield new Bounds.CheckedElsewhere(new Bounds.Items(fewest(type), most(type), text(each)));
            }
            case FLAG, DAY, MOMENT, INSTANT, NUMBER -> new Bounds.Anything();
        };
    }

    private static Bounds whole(AnnotatedElement type, Class<?> written) {
        boolean wide = written == long.class || written == Long.class;
        Min lowest = type.getAnnotation(Min.class);
        Max highest = type.getAnnotation(Max.class);
        return new Bounds.Whole(
                lowest == null ? (wide ? Long.MIN_VALUE : Integer.MIN_VALUE) : lowest.value(),
                highest == null ? (wide ? Long.MAX_VALUE : Integer.MAX_VALUE) : highest.value());
    }

    private static Bounds text(AnnotatedElement type) {
        Pattern pattern = type.getAnnotation(Pattern.class);
        return new Bounds.Text(
                fewest(type), most(type), pattern == null ? null : java.util.regex.Pattern.compile(pattern.regexp()), "");
    }

    private static int fewest(AnnotatedElement type) {
        Size size = type.getAnnotation(Size.class);
        boolean notEmpty = type.isAnnotationPresent(NotEmpty.class) || type.isAnnotationPresent(NotBlank.class);
        return size == null ? (notEmpty ? 1 : 0) : size.min();
    }

    private static int most(AnnotatedElement type) {
        Size size = type.getAnnotation(Size.class);
        return size == null ? Integer.MAX_VALUE : size.max();
    }

    private static void requireUnderstood(RecordComponent component, AnnotatedElement type) {
        Arrays.stream(type.getAnnotations())
                .map(Annotation::annotationType)
                .filter(constraint -> constraint.isAnnotationPresent(Constraint.class) && !UNDERSTOOD.contains(constraint))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalStateException("the documentation cannot tell the " + unknown.getSimpleName() + " of " + component);
                });
    }
}
