package dev.backfill.gateway.backfill;

import dev.backfill.gateway.openapi.AnswerHeader;
import dev.backfill.gateway.openapi.Answers;
import dev.backfill.gateway.problem.ProblemType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;

/** What a route answers that starts a run by {@link StartRoute}. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Answers(
        status = 202,
        problems = {
            ProblemType.INVALID_IDEMPOTENCY_KEY,
            ProblemType.IDEMPOTENCY_KEY_REUSED,
            ProblemType.UNKNOWN_PLAN,
            ProblemType.PLAN_UNUSABLE,
            ProblemType.PLAN_DRIFTED,
            ProblemType.SOURCE_UNAVAILABLE,
            ProblemType.SOURCE_REFUSES,
            ProblemType.BATCH_ALREADY_IMPORTED,
            ProblemType.WORKER_UNAVAILABLE,
            ProblemType.TEMPORAL_UNAVAILABLE
        })
public @interface AnswersStart {
    @AliasFor(annotation = Answers.class, attribute = "headers")
    AnswerHeader[] headers() default {};
}
