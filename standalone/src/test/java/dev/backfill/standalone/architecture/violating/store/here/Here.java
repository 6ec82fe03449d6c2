package dev.backfill.standalone.architecture.violating.store.here;

import dev.backfill.standalone.architecture.violating.store.there.There;

public final class Here {
    There there() {
        return new There();
    }
}
