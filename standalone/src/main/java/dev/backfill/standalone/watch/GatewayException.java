package dev.backfill.standalone.watch;

/** The gateway refused a request, or did not answer for too long. The message is for the user. */
public final class GatewayException extends RuntimeException {
    public GatewayException(String message) {
        super(message);
    }
}
