package dev.backfill.standalone.part;

/** Something that must be there first is not. The message is one line for the user: what, and how to mend it. */
public final class PrerequisiteException extends RuntimeException {
    public PrerequisiteException(String message) {
        super(message);
    }
}
