package dev.backfill.simulator.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can go wrong; each may also carry {@code route}, {@code count}, {@code every} and {@code seconds}. */
public enum FaultKind {
    /** Answers come late: milliseconds, and up to jitter more. */
    LATENCY("latency", "milliseconds", "jitter"),
    /** 429 or 503; no Retry-After when neither it nor a date is asked for. */
    THROTTLE("throttle", "retryAfterSeconds", "retryAfterDate", "status"),
    /** 5xx in the vendor's own shape. */
    SERVER_ERROR("serverError", "status"),
    /** The connection is reset. */
    RESET("reset"),
    /** The length is announced, half is sent. */
    HALF_BODY("halfBody"),
    /** A page of a proxy in place of the answer. */
    HTML("html", "status"),
    /** Complete HTTP around half of the JSON. */
    HALF_JSON("halfJson"),
    /** A search with a token is told that it expired. */
    EXPIRED_TOKEN("expiredToken"),
    /** A search answers the token that it was given. */
    REPEATED_TOKEN("repeatedToken"),
    /** Empty pages with fresh tokens, for ever. */
    ENDLESS_CURSOR("endlessCursor"),
    /** Empty pages between full ones. */
    EMPTY_PAGES("emptyPages"),
    /** The first page again and again, with fresh tokens. */
    SAME_KEYS("sameKeys"),
    /** The approximate count is off by percent. */
    COUNT_LIES("countLies", "percent"),
    /** Pages that others follow claim to be the last. */
    IS_LAST_LIES("isLastLies"),
    /** Pages after the first begin some records off, as if others had come or gone. */
    SHIFTED_OFFSETS("shiftedOffsets", "by"),
    /** Pages hold fewer records than asked for, though others follow: so many at most, or so many fewer. */
    SHORT_PAGES("shortPages", "most", "by"),
    /** Records, or those with these ids, lack something: one field, or all of it. */
    PARTIAL_DATA("partialData", "field", "ids", "code"),
    /** The link to the next page leads to another host. */
    FOREIGN_NEXT("foreignNext", "location"),
    /** Good credentials may not do this. */
    FORBIDDEN("forbidden"),
    /** Whatever would hold one of the ids answers 500. */
    POISON_RECORD("poisonRecord", "ids"),
    /** Issues with these ids announce one comment more than they have. */
    WRONG_TOTAL("wrongTotal", "ids"),
    /** Issues with these ids are named in {@code issueErrors} of a bulk fetch that asks for more than so many at once; 0 if not said. */
    ISSUE_ERRORS("issueErrors", "ids", "most", "message"),
    /** A bulk fetch says nothing of issues with these ids. */
    PASSED_OVER("passedOver", "ids"),
    /** A page that others follow claims to be the last, and has no token. */
    STOPS_EARLY("stopsEarly"),
    /** Pages have no total; nor do they say whether they are the last, if that is asked for. */
    NO_TOTAL("noTotal", "noLast"),
    /** A list of an issue is refused: of all issues, or of those with these ids. */
    PART_REFUSED("partRefused", "ids", "status", "message"),
    /** No issue has worklogs, and their route answers 404. */
    TIME_TRACKING_OFF("timeTrackingOff"),
    /** Whoever asks for more than so many at once gets 503 or another status. */
    TOO_MANY("tooMany", "most", "status"),
    /** Good credentials count as bad ones. */
    CREDENTIALS_REVOKED("credentialsRevoked"),
    /** The vendor's own error inside an answer of 200 or another status; data is none, null, empty or kept. */
    GRAPHQL_ERROR("graphqlError", "code", "status", "data", "retryAfterSeconds"),
    /** The schema has lost a field: whoever asks for it is refused with 400. */
    REMOVED_FIELD("removedField", "field"),
    /** Megabytes in place of the answer, without a length. */
    HUGE_BODY("hugeBody", "megabytes"),
    /** The body trickles. */
    SLOW_BODY("slowBody", "bytesPerSecond"),
    /** 302 to a location. */
    REDIRECT("redirect", "location", "status"),
    /** A page that others follow says so, but has no token. */
    NOT_LAST_WITHOUT_TOKEN("notLastWithoutToken"),
    /** The last page says so, but has a token. */
    STALE_CURSOR("staleCursor"),
    /** Blocks with these ids claim to have no children. */
    HAS_CHILDREN_LIES("hasChildrenLies", "ids"),
    /** Asking for one of the ids, or for what lies in it, answers 403. */
    RESTRICTED("restricted", "ids");

    private static final List<String> COMMON = List.of("kind", "route", "count", "every", "seconds");

    private final String text;
    private final List<String> settings;

    FaultKind(String text, String... settings) {
        this.text = text;
        this.settings = List.of(settings);
    }

    /** Its name in JSON. */
    public String text() {
        return text;
    }

    /** Whether a member of a fault's JSON means something to this kind. */
    boolean takes(String member) {
        return COMMON.contains(member) || settings.contains(member);
    }

    static Optional<FaultKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }
}
