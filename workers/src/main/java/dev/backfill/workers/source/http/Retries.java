package dev.backfill.workers.source.http;

/** How often an exchange that weather has spoilt is repeated at once, before its window is given back. */
public enum Retries {
    /** As the settings say. */
    USUAL,
    /** Half as often. */
    FEW,
    NONE;

    int of(HttpSettings settings) {
        return switch (this) {
            case USUAL -> settings.quickRetries();
            case FEW -> settings.quickRetries() / 2;
            case NONE -> 0;
        };
    }
}
