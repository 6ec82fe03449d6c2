package dev.backfill.store.plan;

/** The states of a plan, as stored and shown. */
public enum PlanState {
    PLANNING,
    READY,
    /** Nothing became of it; its reason says why. */
    FAILED
}
