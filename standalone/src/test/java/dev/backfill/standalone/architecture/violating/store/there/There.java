package dev.backfill.standalone.architecture.violating.store.there;

import dev.backfill.standalone.architecture.violating.store.here.Here;

public final class There {
    Here here() {
        return new Here();
    }
}
