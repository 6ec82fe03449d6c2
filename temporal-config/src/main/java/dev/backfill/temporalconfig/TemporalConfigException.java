package dev.backfill.temporalconfig;

/** The configuration could not be applied; the message says why, in one line for the operator. */
public final class TemporalConfigException extends RuntimeException {
    public TemporalConfigException(String message) {
        super(message);
    }
}
