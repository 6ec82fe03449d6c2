package dev.backfill.gateway.backfill;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Tells the documentation that a route heeds {@code Idempotency-Key}. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        in = ParameterIn.HEADER,
        name = IdempotencyKey.HEADER,
        description = IdempotencyKey.DESCRIPTION,
        schema = @Schema(type = "string", maxLength = 1024))
public @interface HeedsIdempotencyKey {}
