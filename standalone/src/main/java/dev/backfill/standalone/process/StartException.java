package dev.backfill.standalone.process;

/** A part of the system did not start. The message is for the user: which part, why, and the end of its log. */
public final class StartException extends RuntimeException {
    public StartException(String message) {
        super(message);
    }
}
