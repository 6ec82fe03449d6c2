package dev.backfill.workers.source.jira;

import dev.backfill.workers.source.SourceContract;
import dev.backfill.workers.source.SourceFixture;

class JiraSourceTest extends SourceContract {
    @Override
    protected SourceFixture start(int records, int partitions) {
        return new JiraFixture(records, partitions);
    }
}
