package dev.backfill.gateway.openapi;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** The {@link Answers} of every operation. */
@Component
class HandlerAnswers {
    private final RequestMappingHandlerMapping mapping;

    HandlerAnswers(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    /**
     * By operation id.
     *
     * @throws IllegalStateException if a handler method does not say what it answers
     */
    Map<String, Answers> all() {
        Map<String, Answers> answers = new LinkedHashMap<>();
        for (HandlerMethod handler : mapping.getHandlerMethods().values()) {
            if (isHidden(handler)) {
                continue;
            }
            Method method = handler.getMethod();
            Operation operation = AnnotatedElementUtils.findMergedAnnotation(method, Operation.class);
            Answers answer = AnnotatedElementUtils.findMergedAnnotation(method, Answers.class);
            if (operation == null || answer == null || operation.operationId().isEmpty()) {
                throw new IllegalStateException(method + " needs @Operation with an operationId, and @Answers");
            }
            if (answers.putIfAbsent(operation.operationId(), answer) != null) {
                throw new IllegalStateException("several routes are called " + operation.operationId());
            }
        }
        return answers;
    }

    /** Of libraries, or not for callers. */
    private static boolean isHidden(HandlerMethod handler) {
        return !handler.getBeanType().getPackageName().startsWith("dev.backfill")
                || AnnotatedElementUtils.hasAnnotation(handler.getMethod(), Hidden.class)
                || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), Hidden.class);
    }
}
