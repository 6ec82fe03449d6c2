package dev.backfill.gateway.openapi;

import dev.backfill.gateway.problem.ProblemType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a route answers, for its documentation. Stands on every handler method, or on an annotation that does, beside swagger's
 * {@code @Operation}, which gives the operation's id and summary. The problems that many routes share are added by {@link CommonProblems}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Answers {
    /** The status of success; the method's return type says with which body, and 204 has none. */
    int status() default 200;

    /** Further statuses with the same body, such as 503 of a check. */
    int[] alsoWithBody() default {};

    /** Further statuses without a body, such as 304. */
    int[] alsoEmpty() default {};

    /** Headers of the success, beyond those that every answer has. */
    AnswerHeader[] headers() default {};

    /** The problems that are this route's own. */
    ProblemType[] problems() default {};

    /** Whether no credential is needed. */
    boolean open() default false;
}
