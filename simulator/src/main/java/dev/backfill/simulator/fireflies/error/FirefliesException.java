package dev.backfill.simulator.fireflies.error;

/** A field that cannot be answered, and the error that says so in its place. */
public final class FirefliesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient FirefliesError error;

    /** @param error told in the answer */
    public FirefliesException(FirefliesError error) {
        super(error.message());
        this.error = error;
    }

    /** What is told. */
    public FirefliesError error() {
        return error;
    }
}
