package dev.backfill.gateway.token;

/** A token is not one of those that are accepted. The message says why, for logs alone, and repeats nothing of it. */
public class InvalidTokenException extends Exception {
    public InvalidTokenException(String reason) {
        super(reason, null, false, false);
    }
}
