package dev.backfill.workers.source.tempo;

import dev.backfill.store.page.RejectedRecord;
import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workflows.failure.FailureType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Pages over worklogs. Of the link to the next page only its offset is used: credentials never follow it elsewhere. A page that cannot
 * be read, because a worklog in it cannot, is taken in smaller ones until that worklog is alone; only while the list itself works.
 */
final class TempoListing {
    /** The most worklogs that are asked for in a page. Fewer may be granted. */
    static final int MOST_WORKLOGS = 1_000;

    private static final Pattern OFFSET = Pattern.compile("[?&]offset=(\\d{1,15})(?:&|$)");
    private static final int MOST_LOOKS = 3;

    private final TempoClient tempo;

    TempoListing(TempoClient tempo) {
        this.tempo = tempo;
    }

    /**
     * A page of a list.
     *
     * @param worklogs as Tempo gave them
     * @param unreadable what stands in the list and cannot be read, each known by its place alone
     * @param next the cursor of the page after it, null after the last
     */
    record Page(List<JsonNode> worklogs, List<RejectedRecord> unreadable, @Nullable String next) {}

    /** @param cursor an offset that came with the page before, null for the first page */
    Page page(TempoQuery query, @Nullable String cursor) {
        long offset = cursor == null ? 0 : offset(cursor);
        for (int look = 1; look <= MOST_LOOKS; look++) {
            Page page = readable(query, offset);
            boolean sameAgain = page.next() != null && page.worklogs().isEmpty() && page.next().equals(Long.toString(offset));
            if (!sameAgain) {
                return page;
            }
        }
        throw SourceException.of(FailureType.CURSOR_LOOP, "Tempo gives empty pages that lead to themselves");
    }

    private static long offset(String cursor) {
        if (!cursor.matches("\\d{1,15}")) {
            throw SourceException.of(FailureType.CURSOR_EXPIRED, "the cursor is not an offset in a list of Tempo's");
        }
        return Long.parseLong(cursor);
    }

    private Page readable(TempoQuery query, long offset) {
        try {
            return read(query, offset, MOST_WORKLOGS, Retries.USUAL);
        } catch (SourceException failure) {
            if (!failure.isAboutContent() || !tempo.isListing(query)) {
                throw failure;
            }
            return smaller(query, offset);
        }
    }

    private Page smaller(TempoQuery query, long offset) {
        for (int limit = MOST_WORKLOGS / 2; ; limit /= 2) {
            try {
                return read(query, offset, limit, limit == 1 ? Retries.FEW : Retries.NONE);
            } catch (SourceException again) {
                if (!again.isAboutContent() || (limit == 1 && !tempo.isListing(query))) {
                    throw again;
                }
                if (limit == 1) {
                    String reason = "the worklog in place " + offset + " from " + query.from() + " to " + query.to()
                            + " cannot be read: " + again.getMessage();
                    return new Page(List.of(), List.of(new RejectedRecord(null, reason, null)), Long.toString(offset + 1));
                }
            }
        }
    }

    private Page read(TempoQuery query, long offset, int limit, Retries retries) {
        JsonNode answer = tempo.worklogs(query, offset, limit, retries);
        JsonNode results = answer.path("results");
        if (!results.isArray()) {
            throw SourceException.of(FailureType.MALFORMED_ANSWER, "Tempo's page has no results member");
        }
        List<JsonNode> worklogs = new ArrayList<>();
        results.forEach(worklogs::add);
        return new Page(worklogs, List.of(), next(answer.path("metadata"), offset, worklogs.size(), limit));
    }

    /**
     * Without a link to the next page, which a full page may have lost. A page ends the list if it is empty, or holds fewer worklogs than
     * it says it may, and as many as it says it does; where it does not say so, a look behind it is cheap.
     */
    private static boolean endsTheList(JsonNode metadata, int found) {
        Long limit = JsonMembers.number(metadata, "limit");
        Long count = JsonMembers.number(metadata, "count");
        return found == 0 || (limit != null && found < limit && (count == null || count == found));
    }

    private static @Nullable String next(JsonNode metadata, long offset, int found, int asked) {
        Long stated = JsonMembers.number(metadata, "limit");
        long granted = stated == null || stated < 1 ? asked : stated;
        String link = JsonMembers.text(metadata, "next");
        if (link == null || link.isEmpty()) {
            return endsTheList(metadata, found) ? null : Long.toString(offset + found);
        }
        Matcher matcher = OFFSET.matcher(link);
        if (!matcher.find()) {
            throw SourceException.of(FailureType.MALFORMED_ANSWER, "Tempo's link to the next page has no offset");
        }
        long next = Long.parseLong(matcher.group(1));
        if (next < offset || (next == offset && found > 0)) {
            throw SourceException.of(FailureType.CURSOR_LOOP, "Tempo's link to the next page leads back from " + offset + " to " + next);
        }
        if (next > offset + Math.max(granted, found)) {
            throw SourceException.of(
                    FailureType.MALFORMED_ANSWER, "Tempo's link to the next page passes over worklogs, from " + offset + " to " + next);
        }
        return Long.toString(next);
    }
}
