package dev.backfill.gateway.backfill;

import dev.backfill.gateway.openapi.AnswerHeader;
import dev.backfill.gateway.openapi.Answers;
import dev.backfill.gateway.problem.ProblemType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a route answers that asks something of a run under way. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Answers(
        status = 202,
        headers = AnswerHeader.LOCATION,
        problems = {
            ProblemType.UNKNOWN_BACKFILL,
            ProblemType.BACKFILL_FINISHED,
            ProblemType.WORKFLOW_GONE,
            ProblemType.TEMPORAL_UNAVAILABLE
        })
@interface AnswersSteering {}
