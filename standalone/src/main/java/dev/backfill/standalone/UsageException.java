package dev.backfill.standalone;

/** The command line is wrong. The message is one line for the user. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}
