package dev.backfill.workflows.verify;

import java.util.Locale;

/** What a run, or a partition, proved. There are three grades and no more. */
public enum Verdict {
    /** Every witness that the source offers agrees: what it has is stored. */
    VERIFIED,
    /** The same, except for what is named: the vendor withholds it, or it was left out on record. */
    VERIFIED_EXCEPT,
    /** Something differs, could not be stored, or was never compared; the reason says what. */
    NOT_VERIFIED;

    /** Whether what the source gives is stored. */
    public boolean isProof() {
        return this != NOT_VERIFIED;
    }

    /** As people read it: {@code verified except}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
