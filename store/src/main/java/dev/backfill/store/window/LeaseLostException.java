package dev.backfill.store.window;

/** A later attempt has taken the window over. Whatever this one holds must be dropped. */
public class LeaseLostException extends RuntimeException {
    public LeaseLostException(long window, long lease) {
        super("window " + window + " is no longer held by lease " + lease + ": another worker has taken it over");
    }
}
