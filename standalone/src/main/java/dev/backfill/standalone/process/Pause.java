package dev.backfill.standalone.process;

/** A short sleep between two looks at something outside this process. */
public final class Pause {
    private Pause() {}

    /** Returns early, with the thread's interrupt flag set, when interrupted. */
    public static void milliseconds(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
