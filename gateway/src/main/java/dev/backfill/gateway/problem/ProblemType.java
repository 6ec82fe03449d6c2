package dev.backfill.gateway.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Every kind of error that the gateway answers. The names are part of the public contract: {@code type} is made of them. */
public enum ProblemType {
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "The request is malformed"),
    INVALID_PARAMETERS(HttpStatus.BAD_REQUEST, "Some values are not allowed"),
    INVALID_CURSOR(HttpStatus.BAD_REQUEST, "The cursor is not one of ours"),
    INVALID_IDEMPOTENCY_KEY(HttpStatus.BAD_REQUEST, "The idempotency key is malformed"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid credential is needed"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),
    UNKNOWN_SOURCE(HttpStatus.NOT_FOUND, "There is no such source"),
    UNKNOWN_BACKFILL(HttpStatus.NOT_FOUND, "There is no such backfill"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The answer cannot be given in that media type"),
    BACKFILL_FINISHED(HttpStatus.CONFLICT, "The backfill has already finished"),
    WORKFLOW_GONE(HttpStatus.CONFLICT, "The backfill's workflow is gone"),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body's media type is not supported"),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The idempotency key stands for another request"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here"),
    DATABASE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer"),
    TEMPORAL_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The workflow service does not answer");

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** A stable path, such as {@code /problems/unknown-source}. */
    public URI uri() {
        return URI.create("/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
