package dev.backfill.workers.derive;

import dev.backfill.store.derive.Derivation;
import dev.backfill.store.derive.UnderivedRecord;

/** Hears how a derivation goes. */
public interface DeriveListener {
    /** @param estimate about how many records there are */
    void begun(Derivation derivation, long estimate);

    void advanced(Derivation derivation);

    void failed(UnderivedRecord record);
}
