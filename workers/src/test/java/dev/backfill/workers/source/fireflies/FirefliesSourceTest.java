package dev.backfill.workers.source.fireflies;

import dev.backfill.workers.source.SourceContract;
import dev.backfill.workers.source.SourceFixture;

/** Fireflies passes the contract. */
class FirefliesSourceTest extends SourceContract {
    @Override
    protected SourceFixture start(int records, int partitions) {
        return partitions == 1 ? FirefliesFixture.inOneMonth(records) : new FirefliesFixture(records);
    }

    @Override
    protected int records() {
        return 800;
    }

    @Override
    protected int enoughForEveryDamage() {
        return 600;
    }
}
