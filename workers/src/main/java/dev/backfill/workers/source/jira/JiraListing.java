package dev.backfill.workers.source.jira;

import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workflows.failure.FailureType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The ids of a project's issues, along Jira's page tokens. A token belongs to a page size, so that the cursor is both. Why a search is
 * refused only words say, which come in the account's language: the token, and then the project, are tried instead.
 */
final class JiraListing {
    /** @param nextCursor null after the last page */
    record Page(List<String> ids, @Nullable String nextCursor) {}

    private record Position(int size, @Nullable String token) {
        /** What is no cursor of ours may be a token of before sizes were part of it. */
        static Position of(@Nullable String cursor, AskedSize size, int most) {
            if (cursor == null) {
                return new Position(size.get(), null);
            }
            int colon = cursor.indexOf(':');
            return cursor.matches("(?s)[1-9]\\d{0,3}:.+")
                    ? new Position(Integer.parseInt(cursor.substring(0, colon)), cursor.substring(colon + 1))
                    : new Position(most, cursor);
        }
    }

    private final JiraClient jira;
    private final AskedSize censusSize = new AskedSize(JiraClient.MOST_IDS);
    private final AskedSize changesSize = new AskedSize(JiraClient.MOST_ISSUES);

    JiraListing(JiraClient jira) {
        this.jira = jira;
    }

    Page census(SourcePartition project, JiraQuery query, @Nullable String cursor) {
        return page(project, query, Position.of(cursor, censusSize, JiraClient.MOST_IDS), censusSize);
    }

    Page changes(SourcePartition project, JiraQuery query, @Nullable String cursor) {
        return page(project, query, Position.of(cursor, changesSize, JiraClient.MOST_ISSUES), changesSize);
    }

    private Page page(SourcePartition project, JiraQuery query, Position at, AskedSize size) {
        try {
            Page page = read(jira.searchIds(query, at.size(), at.token(), Retries.USUAL), at.size());
            size.wentWell(at.size());
            return page;
        } catch (SourceException failure) {
            if (JiraAnswers.isBadRequest(failure)) {
                throw meaning(project, query, at, failure);
            }
            if (!JiraAnswers.maySucceedInPart(failure) || at.size() == 1 || !isServing(query)) {
                throw failure;
            }
            return smaller(project, query, at, size, failure);
        }
    }

    private Page smaller(SourcePartition project, JiraQuery query, Position at, AskedSize size, SourceException failure) {
        for (int most = at.size() / 2; most > 0; most /= 2) {
            Position smaller = new Position(most, at.token());
            try {
                Page page = read(jira.searchIds(query, most, at.token(), Retries.NONE), most);
                size.lower(most);
                return page;
            } catch (SourceException again) {
                if (JiraAnswers.isBadRequest(again)) {
                    size.lower(most);
                    throw meaning(project, query, smaller, again);
                }
                if (!JiraAnswers.maySucceedInPart(again)) {
                    throw again;
                }
            }
        }
        throw failure;
    }

    /** Whether a page of one can be had: what fails then is too large. */
    private boolean isServing(JiraQuery query) {
        try {
            jira.searchIds(query, 1, null, Retries.FEW);
            return true;
        } catch (SourceException outage) {
            return false;
        }
    }

    private SourceException meaning(SourcePartition project, JiraQuery query, Position at, SourceException failure) {
        String words = String.valueOf(failure.getMessage());
        if (at.token() != null && isTaken(query)) {
            return SourceException.of(FailureType.CURSOR_EXPIRED, "Jira no longer accepts the page token: " + words);
        }
        JsonNode found = find(project);
        if (found == null) {
            return SourceException.of(FailureType.ACCESS_LOST, "the project is no longer visible: " + words);
        }
        if (found.path("archived").asBoolean(false)) {
            return SourceException.of(FailureType.ACCESS_LOST, "the project is archived, and no longer searched: " + words);
        }
        return SourceException.of(FailureType.REFUSED, "Jira shows the project " + project.key() + ", but does not list it: " + words);
    }

    private boolean isTaken(JiraQuery query) {
        try {
            jira.searchIds(query, 1, null, Retries.USUAL);
            return true;
        } catch (SourceException refused) {
            if (!JiraAnswers.isBadRequest(refused)) {
                throw refused;
            }
            return false;
        }
    }

    /** Whether Jira shows the project. */
    boolean isVisible(SourcePartition project) {
        JsonNode found = find(project);
        return found != null && JsonMembers.text(found, "id") != null;
    }

    private @Nullable JsonNode find(SourcePartition project) {
        try {
            return jira.project(project.id());
        } catch (SourceException failure) {
            if (failure.type() == FailureType.NOT_FOUND || failure.type() == FailureType.PERMISSION) {
                return null;
            }
            throw failure;
        }
    }

    private static Page read(JsonNode page, int size) {
        JsonNode issues = page.path("issues");
        if (!issues.isArray()) {
            throw SourceException.of(FailureType.MALFORMED_ANSWER, "Jira's page has no issues member");
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode issue : issues) {
            String id = JsonMembers.text(issue, "id");
            if (id == null) {
                throw SourceException.of(FailureType.MALFORMED_ANSWER, "Jira lists an issue without an id");
            }
            ids.add(id);
        }
        String token = nextToken(page);
        return new Page(ids, token == null ? null : size + ":" + token);
    }

    /** The token alone decides; {@code isLast} is known to be wrong in places, and only ever used to find a page that contradicts itself. */
    private static @Nullable String nextToken(JsonNode page) {
        String token = JsonMembers.text(page, "nextPageToken");
        if (token != null && !token.isEmpty()) {
            return token;
        }
        if (page.path("isLast").isBoolean() && !page.path("isLast").booleanValue()) {
            throw SourceException.of(FailureType.MALFORMED_ANSWER, "Jira says that a page is not the last, but gives no token for the next");
        }
        return null;
    }
}
