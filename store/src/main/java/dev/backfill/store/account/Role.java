package dev.backfill.store.account;

/** What a caller may do. */
public enum Role {
    /** Start, steer, and decide who else may. */
    ADMIN,
    /** Read. */
    USER,
    /** Known, and shut out. */
    NO_ACCESS;

    /** The lesser of both. */
    public Role atMost(Role other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
