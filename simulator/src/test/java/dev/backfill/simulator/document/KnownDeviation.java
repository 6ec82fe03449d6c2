package dev.backfill.simulator.document;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where what is sent breaks a vendor's document and is right nevertheless, or is not right yet.
 *
 * @param place what {@link Deviation#place} has to match
 * @param reason why the document is not believed, or what has to be mended
 */
record KnownDeviation(Pattern place, String reason) {
    static final List<KnownDeviation> ALL = List.of(
            of("jira .*: format", "Jira's offset from UTC has no colon, +0000, in its own examples too"),
            of("jira .*/(histories|changeHistories|values)/\\*(/items/\\*/(from|fromString|to|toString))?(/created)?: type",
                    "Atlassian's own examples have null in changes, and a number as created in changelog/bulkfetch"),
            of("jira POST /rest/api/3/issue/bulkfetch, .*additionalProperties expand", "as in Atlassian's own example"),
            of("jira .*author: additionalProperties locale", "as recorded"),
            of("jira .*additionalProperties tmp(To|From)AccountId", "as recorded"),
            of("jira GET /rest/api/3/serverInfo, .*additionalProperties defaultLocale", "to be mended or shown to be sent"),
            of("jira GET /rest/api/3/search/jql, request, startAt: no such parameter", "a test asks whether it is ignored"),
            of("tempo GET /4/worklogs, request, projectKey: no such parameter", "a test asks whether it is ignored"),
            of("tempo GET /4/worklogs(/.*)?, answer 200, .*: (type|format)", "records that the tests have damaged"),
            of("fireflies transcript, .*/(speaker_id|id): is (Int|Float)", "records that the tests have damaged"),
            of("fireflies transcripts:.*, request, \\[transcripts\\]: ValidationError", "to be mended: scope is text, the simulator takes names"),
            of("notion .*: additionalProperties (email_verified|has_more)", "recorded in person, and in a page's relation"),
            of("notion .*, request, notion-version: enum", "a version newer than the reference"),
            of("notion POST .*/query, request, : additionalProperties is_archived", "newer than the reference"),
            of("notion .*/properties/(Verified|Run)/type: enum", "kinds of columns that the document does not list"),
            of("notion .*, answer [45].*: additionalProperties (object|message|request_id|additional_data)",
                    "the reference closes a part of each refusal to what stands in the others"),
            of("notion .*/children, .*/(pdf|audio): additionalProperties name", "to be mended or shown to be sent"),
            of("notion .*/children, .*/unsupported: required block_type", "to be mended"),
            of("notion .*/children, .*/paragraph: required icon", "to be mended"),
            of("notion .*/(properties|type|rich_text|color): (type|enum)", "records that the tests have damaged, blocks of a later kind"));

    private static KnownDeviation of(String place, String reason) {
        return new KnownDeviation(Pattern.compile(place), reason);
    }

    boolean covers(Deviation deviation) {
        return place.matcher(deviation.place()).matches();
    }
}
