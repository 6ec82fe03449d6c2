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
    INVALID_EVENT_ID(HttpStatus.BAD_REQUEST, "The event id is not one of ours"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid credential is needed"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The credential does not allow this"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),
    UNKNOWN_SOURCE(HttpStatus.NOT_FOUND, "There is no such source"),
    UNKNOWN_BACKFILL(HttpStatus.NOT_FOUND, "There is no such backfill"),
    UNKNOWN_PLAN(HttpStatus.NOT_FOUND, "There is no such plan"),
    UNKNOWN_API_KEY(HttpStatus.NOT_FOUND, "There is no such API key"),
    UNKNOWN_USER(HttpStatus.NOT_FOUND, "There is no such user"),
    SIGN_IN_NOT_CONFIGURED(HttpStatus.NOT_FOUND, "Nobody can sign in this way here"),
    UNKNOWN_PARTITION(HttpStatus.NOT_FOUND, "The backfill has no such partition"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The answer cannot be given in that media type"),
    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "The request took too long to arrive"),
    SOURCE_UNAVAILABLE(HttpStatus.CONFLICT, "No worker serves the source"),
    BATCH_ALREADY_IMPORTED(HttpStatus.CONFLICT, "The batch has been imported"),
    PLAN_UNUSABLE(HttpStatus.CONFLICT, "The plan cannot be started"),
    PLAN_DRIFTED(HttpStatus.CONFLICT, "The source is no longer as planned"),
    SOURCE_REFUSES(HttpStatus.CONFLICT, "The source refuses"),
    NO_TEST_QUERY(HttpStatus.CONFLICT, "The source has no query to try"),
    BACKFILL_FINISHED(HttpStatus.CONFLICT, "The backfill has already finished"),
    WORKFLOW_GONE(HttpStatus.CONFLICT, "The backfill's workflow is gone"),
    OWN_ROLE(HttpStatus.CONFLICT, "Nobody changes their own role"),
    PARTITION_FINISHED(HttpStatus.CONFLICT, "The partition has already ended"),
    NOTHING_TO_RETRY(HttpStatus.CONFLICT, "Nothing has failed that can be retried"),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    TARGET_TOO_LONG(HttpStatus.URI_TOO_LONG, "The request line is too long"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body's media type is not supported"),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The idempotency key stands for another request"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "A limit of requests is used up"),
    TOO_MANY_STREAMS(HttpStatus.TOO_MANY_REQUESTS, "Too many event streams are open"),
    HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too large"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here"),
    DATABASE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer"),
    TEMPORAL_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The workflow service does not answer"),
    IDENTITY_PROVIDER_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The identity provider does not answer"),
    WORKER_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "No worker answered in time"),
    OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "The gateway is too busy"),
    STREAMS_EXHAUSTED(HttpStatus.SERVICE_UNAVAILABLE, "No more event streams can be opened here"),
    SHUTTING_DOWN(HttpStatus.SERVICE_UNAVAILABLE, "This process is about to end");

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
