package dev.backfill.workflows.failure;

/**
 * What can go wrong while talking to a source or storing what it said. The name is stored in Temporal's histories as the failure's
 * type: a rename is a schema change.
 */
public enum FailureType {
    /** The vendor says: later. Retried after the wait it asked for. */
    THROTTLED(true),
    /**
     * No request may be sent for longer than a worker waits: a quota is used up, or the vendor asked for it. Temporal does not retry it;
     * the workflow waits until the instant that comes with it, and holds no worker meanwhile.
     */
    QUOTA_EXHAUSTED(false),
    /** 5xx, a cut connection, a timeout. */
    UNAVAILABLE(true),
    /** An answer that is not what the vendor's own documentation promises: HTML, half a JSON document, a missing member. */
    MALFORMED_ANSWER(true),
    /** An answer larger than is read. Fetched in smaller parts where that can be done. */
    ANSWER_TOO_LARGE(true),
    /** The cursor is no longer accepted: the window starts over. */
    CURSOR_EXPIRED(true),
    /** A cursor or a page came back that had been seen before: the window starts over, a few times. */
    CURSOR_LOOP(true),
    /** The cursor still does not lead to an end after several fresh starts. */
    CURSOR_BROKEN(false),
    /** PostgreSQL did not take the page: restarted, overloaded, out of space. */
    STORE_UNAVAILABLE(true),
    /**
     * A row that the work is about is no longer there: its run was deleted, or the database was restored to an earlier state. No attempt
     * would find it.
     */
    ROW_GONE(false),
    /** Another worker has taken this window over; what this one fetched is dropped. */
    LEASE_LOST(true),
    /** The credentials are not accepted. */
    AUTHENTICATION(false),
    /** The credentials are accepted, but may not do this. */
    PERMISSION(false),
    /** The vendor understands the credentials, but not what is asked of this one object; in its own words. Others may well be given. */
    REFUSED(false),
    /** What is asked for does not exist, or must not be seen. */
    NOT_FOUND(false),
    /** A partition that was enumerated at the start of the run is no longer visible. Nothing of it is marked as deleted. */
    ACCESS_LOST(false),
    /** The vendor's interface or our settings are not what this version was made for. */
    CONFIGURATION(false),
    /** More than the tolerated share of records could not be stored. */
    TOO_MANY_FAILURES(false),
    /** The attempt was stopped: by an operator, or because the worker shuts down. */
    CANCELLED(true),
    /** A fault of this program. Retried, since a deploy may mend it under way. */
    UNEXPECTED(true);

    private final boolean retryable;

    FailureType(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether Temporal tries again by itself. If not, a human must mend something first, or the workflow waits for a quota. */
    public boolean retryable() {
        return retryable;
    }

    /** Whether the whole run must end, since every other partition would meet the same. */
    public boolean endsRun() {
        return this == AUTHENTICATION || this == CONFIGURATION || this == TOO_MANY_FAILURES;
    }

    /** The type of this name; {@link #UNEXPECTED} for any other, so that histories of newer versions can be read. */
    public static FailureType of(String name) {
        for (FailureType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return UNEXPECTED;
    }
}
