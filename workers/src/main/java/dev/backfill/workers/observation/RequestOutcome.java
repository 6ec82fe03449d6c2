package dev.backfill.workers.observation;

import java.util.Locale;

/** What became of a request to a source. */
public enum RequestOutcome {
    /** An answer of status 2xx. */
    OK,
    /** The vendor said: later. */
    THROTTLED,
    /** Another answer of status 3xx or 4xx. */
    REFUSED,
    /** An answer of status 5xx. */
    SERVER_ERROR,
    /** No whole answer came. */
    NO_ANSWER;

    /** @param throttled whether the answer asks to wait */
    public static RequestOutcome of(int status, boolean throttled) {
        if (throttled) {
            return THROTTLED;
        }
        if (status >= 500) {
            return SERVER_ERROR;
        }
        return status >= 300 ? REFUSED : OK;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
