package dev.backfill.gateway.event;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * Where a stream stands, such as {@code jira-2026-11-24-k3f9:17}: the number of the last event that was sent.
 *
 * @param ended whether the end of the stream was sent too
 */
record EventId(String runId, long number, boolean ended) {
    static final String HEADER = "Last-Event-ID";

    static final String DOCUMENTED_FORM = "^[a-z0-9-]{1,64}:(0|[1-9][0-9]{0,17})(:end)?$";
    static final int LONGEST = 64 + 1 + 18 + 4;

    private static final Pattern FORM = Pattern.compile("([a-z0-9-]{1,64}):(0|[1-9][0-9]{0,17})(:end)?");

    /** Where the client's last stream of this run stood, if it says so. Fails with a problem of status 400 if it was none of ours. */
    static Optional<EventId> of(HttpHeaders headers, String runId) {
        List<String> sent = headers.getOrEmpty(HEADER);
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        Matcher id = FORM.matcher(sent.size() == 1 ? sent.getFirst() : "");
        if (!id.matches() || !id.group(1).equals(runId)) {
            throw foreign();
        }
        return Optional.of(new EventId(runId, Long.parseLong(id.group(2)), id.group(3) != null));
    }

    static ProblemException foreign() {
        return new ProblemException(
                ProblemType.INVALID_EVENT_ID, HEADER + " must be sent once, with an id that a stream of this very backfill has given.");
    }

    @Override
    public String toString() {
        return runId + ":" + number + (ended ? ":end" : "");
    }
}
