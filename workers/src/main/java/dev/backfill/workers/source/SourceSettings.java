package dev.backfill.workers.source;

import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Which of a source's settings are there. One that is blank is missing. */
public final class SourceSettings {
    private SourceSettings() {}

    /** On the wiring of a source: only a process that has all the source's settings serves it. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Conditional(AllThere.class)
    public @interface Required {
        /** The source's id. */
        String value();
    }

    /** The names of the settings that are missing, in the order of the registration. */
    static List<String> missing(SourceDefinition source, PropertyResolver environment) {
        return source.settings().stream().filter(setting -> isBlank(environment.getProperty(property(setting)))).toList();
    }

    /** Such as {@code backfill.jira.url}, the property that a variable is bound to. */
    private static String property(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || value.isBlank();
    }

    static final class AllThere implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Map<String, @Nullable Object> required = metadata.getAnnotationAttributes(Required.class.getName());
            if (required == null) {
                throw new IllegalStateException("only @Required has this condition");
            }
            String id = String.valueOf(required.get("value"));
            SourceDefinition source = Sources.find(id).orElseThrow(() -> new IllegalStateException(id + " is not registered in Sources"));
            return missing(source, context.getEnvironment()).isEmpty();
        }
    }
}
