package dev.backfill.gateway.problem;

import io.netty.handler.timeout.ReadTimeoutException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/** Says of every error what the caller gets to know. */
final class ProblemTranslation {
    private ProblemTranslation() {}

    static ProblemException translate(Throwable error) {
        return switch (error) {
            case ProblemException problem -> problem;
            case MethodNotAllowedException refused -> methodNotAllowed(refused);
            case NotAcceptableStatusException refused -> notAcceptable(refused);
            case UnsupportedMediaTypeStatusException refused -> unsupportedMediaType(refused);
            case ReadTimeoutException slow -> requestTimeout(slow);
            case ResponseStatusException other -> byStatus(other);
            case DataAccessException failure when isAway(failure) -> databaseUnavailable(failure);
            case TransactionException failure -> databaseUnavailable(failure);
            default -> internal(error);
        };
    }

    private static ProblemException methodNotAllowed(MethodNotAllowedException refused) {
        Set<String> allowed = refused.getSupportedMethods().stream().map(HttpMethod::name).collect(Collectors.toCollection(TreeSet::new));
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        String list = String.join(", ", allowed);
        return new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "Allowed here: " + list + ".")
                .withHeader(HttpHeaders.ALLOW, list);
    }

    private static ProblemException notAcceptable(NotAcceptableStatusException refused) {
        return new ProblemException(
                ProblemType.NOT_ACCEPTABLE, "Answers are given as " + MediaType.toString(refused.getSupportedMediaTypes()) + ".");
    }

    private static ProblemException unsupportedMediaType(UnsupportedMediaTypeStatusException refused) {
        String supported = MediaType.toString(refused.getSupportedMediaTypes());
        return new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Bodies are read as " + supported + ".")
                .withHeader(HttpHeaders.ACCEPT, supported);
    }

    private static ProblemException requestTimeout(ReadTimeoutException slow) {
        return new ProblemException(ProblemType.REQUEST_TIMEOUT, "The body did not arrive in time.", List.of(), slow)
                .withHeader(HttpHeaders.CONNECTION, "close");
    }

    private static ProblemException byStatus(ResponseStatusException error) {
        int status = error.getStatusCode().value();
        if (status == 404) {
            return new ProblemException(ProblemType.NOT_FOUND, "No route has this path.");
        }
        return status >= 400 && status < 500
                ? new ProblemException(ProblemType.MALFORMED_REQUEST, "The request cannot be read.", List.of(), error)
                : internal(error);
    }

    /** Errors of our own making, such as a violated constraint, are not an outage. A missing table is: nobody has migrated yet. */
    private static boolean isAway(DataAccessException failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof BadSqlGrammarException;
    }

    private static ProblemException databaseUnavailable(Throwable failure) {
        return new ProblemException(
                ProblemType.DATABASE_UNAVAILABLE, "The database cannot be reached at the moment; try again.", List.of(), failure);
    }

    private static ProblemException internal(Throwable error) {
        return new ProblemException(
                ProblemType.INTERNAL_ERROR, "The request failed; the log names the reason under the request id.", List.of(), error);
    }
}
