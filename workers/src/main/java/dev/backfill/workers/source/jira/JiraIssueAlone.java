package dev.backfill.workers.source.jira;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workflows.failure.FailureType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Issues that are asked for one by one: of what a bulk fetch passes over, only this tells whether it is there. */
final class JiraIssueAlone {
    /** No issue has it; the route answers all the same while it works. */
    private static final String NO_ISSUE = "0";

    /**
     * What became of an issue.
     *
     * @param issue if it was given
     * @param failure why it was not, if it was not: {@code NOT_FOUND} means that it is gone, or not shown
     */
    record Told(@Nullable JsonNode issue, @Nullable SourceException failure) {
        boolean isGone() {
            return failure != null && failure.type() == FailureType.NOT_FOUND;
        }

        String reason() {
            return failure == null ? "" : String.valueOf(failure.getMessage());
        }
    }

    private final JiraClient jira;

    JiraIssueAlone(JiraClient jira) {
        this.jira = jira;
    }

    /** The whole issue. */
    Told fetch(String id) {
        return ask(id, jira::issue);
    }

    /** Where it is. */
    Told locate(String idOrKey) {
        return ask(idOrKey, name -> jira.locateIssue(name, Retries.USUAL));
    }

    /** @throws SourceException what is not about this issue, such as an outage */
    private Told ask(String idOrKey, Function<String, JsonNode> request) {
        try {
            return new Told(request.apply(idOrKey), null);
        } catch (SourceException failure) {
            if (!JiraAnswers.isRefusal(failure) && (!failure.isAboutContent() || !isServing())) {
                throw failure;
            }
            return new Told(null, failure);
        }
    }

    private boolean isServing() {
        try {
            jira.locateIssue(NO_ISSUE, Retries.FEW);
            return true;
        } catch (SourceException answer) {
            return JiraAnswers.isRefusal(answer);
        }
    }
}
