package dev.backfill.gateway.openapi;

import dev.backfill.gateway.openapi.ProblemAnswers.ProblemAnswer;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.request.FieldKind;
import dev.backfill.gateway.security.AdministrationRoutes;
import dev.backfill.store.account.Role;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Everything that is known of one operation.
 *
 * @param path as it is documented
 * @param made what springdoc made of the handler method
 * @param members what problems of a type have beyond the common members
 */
record Route(
        HttpMethod method,
        String path,
        Operation made,
        Answers answers,
        RouteDescription description,
        Map<ProblemType, Record> members) {
    /** Whether it is an old one: every answer says so, and every problem repeats its detail as {@code error}. */
    boolean isOld() {
        return Boolean.TRUE.equals(made.getDeprecated());
    }

    /** The role that opens it; null if no credential is needed. */
    @Nullable String role() {
        if (answers.open()) {
            return null;
        }
        boolean reads = method == HttpMethod.GET && !AdministrationRoutes.contain(path);
        return reads ? Role.USER.name() : Role.ADMIN.name();
    }

    /** Headers of every answer. */
    List<AnswerHeader> commonHeaders() {
        List<AnswerHeader> headers = new ArrayList<>(List.of(AnswerHeader.X_REQUEST_ID));
        if (CommonProblems.isLimited(path)) {
            headers.addAll(ProblemAnswers.OF_LIMITS);
        }
        if (isOld()) {
            headers.addAll(ProblemAnswers.OF_OLD_ROUTES);
        }
        return headers;
    }

    /** Whether the answer depends on what the caller has already. */
    boolean isConditional() {
        return Arrays.stream(answers.alsoEmpty()).anyMatch(status -> status == HttpStatus.NOT_MODIFIED.value());
    }

    /** Its own problems and the common ones, by status. */
    List<ProblemAnswer> problems() {
        Set<ProblemType> problems =
                CommonProblems.of(method, path, answers.open(), !answers.open() || description.readsFields());
        problems.addAll(Arrays.asList(answers.problems()));
        List<ProblemAnswer> answers = new ArrayList<>(ProblemAnswers.of(problems, isOld(), members));
        if (description.query().stream().anyMatch(field -> field.kind() == FieldKind.TEXTS)) {
            // A long list makes a long target. It is answered before any route is known, so that old ones answer as all others.
            answers.addAll(ProblemAnswers.of(Set.of(ProblemType.TARGET_TOO_LONG), false, members));
        }
        return answers;
    }

    /** Whether this status also has an answer that is not a problem. */
    boolean answersOtherwise(int status) {
        return IntStream.concat(
                        IntStream.of(answers.status()),
                        IntStream.concat(Arrays.stream(answers.alsoWithBody()), Arrays.stream(answers.alsoEmpty())))
                .anyMatch(own -> own == status);
    }
}
