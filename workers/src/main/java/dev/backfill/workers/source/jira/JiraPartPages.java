package dev.backfill.workers.source.jira;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import tools.jackson.databind.JsonNode;

/** Pages of an issue's parts: smaller ones where Jira fails at a large one. */
final class JiraPartPages {
    /** No issue has it; the route answers all the same while it works. */
    private static final String NO_ISSUE = "0";

    private final JiraClient jira;
    private final AskedSize size = new AskedSize(JiraClient.MOST_ISSUES);

    JiraPartPages(JiraClient jira) {
        this.jira = jira;
    }

    /**
     * @throws SourceException a refusal, as it is; about content, if Jira fails at this issue's parts alone; else what ails the route,
     *     which is not about content
     */
    JsonNode at(String issueId, String route, int startAt) {
        int most = size.get();
        try {
            JsonNode page = jira.parts(issueId, route, startAt, most, Retries.USUAL);
            size.wentWell(most);
            return page;
        } catch (SourceException failure) {
            if (!JiraAnswers.maySucceedInPart(failure)) {
                throw failure;
            }
            requireServing(route);
            return smaller(issueId, route, startAt, most, failure);
        }
    }

    private JsonNode smaller(String issueId, String route, int startAt, int failed, SourceException failure) {
        for (int most = failed / 2; most > 0; most /= 2) {
            try {
                JsonNode page = jira.parts(issueId, route, startAt, most, Retries.NONE);
                size.lower(most);
                return page;
            } catch (SourceException again) {
                if (!JiraAnswers.maySucceedInPart(again)) {
                    throw again;
                }
            }
        }
        throw failure;
    }

    /** Otherwise no issue is blamed. */
    private void requireServing(String route) {
        try {
            jira.parts(NO_ISSUE, route, 0, 1, Retries.FEW);
        } catch (SourceException answer) {
            if (!JiraAnswers.isRefusal(answer)) {
                throw SourceException.of(answer.type(), String.valueOf(answer.getMessage()), answer);
            }
        }
    }
}
