package dev.backfill.simulator.fault;

import dev.backfill.simulator.http.Answer;

/** Errors in a vendor's shape. */
@FunctionalInterface
public interface VendorErrors {

    /** An error with one message. */
    Answer of(int status, String message);

    /** The answer to one request too many. */
    default Answer throttled(int status) {
        return of(status, "Rate limit exceeded.");
    }
}
