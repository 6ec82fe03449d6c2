package dev.backfill.workers.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.migration.Migrations;
import dev.backfill.store.search.SearchIndex;
import dev.backfill.workers.BackfillHarness;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.derive.StoredJira;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.jira.JiraFixture;
import dev.backfill.workflows.plan.PartitionReference;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Issues that were pulled are found. */
@Timeout(120)
class SearchTest {
    private final SearchIndex index = new SearchIndex(TestDatabase.pool());
    private JiraFixture vendor;
    private Source source;

    @BeforeEach
    void start() {
        TestDatabase.clear();
        vendor = new JiraFixture(60, 2);
        source = vendor.source();
    }

    @AfterEach
    void stop() {
        vendor.close();
    }

    private void refreshAll() {
        while (index.refreshOnePage()) {
            // Until nothing waits.
        }
    }

    private static List<String> found(String typed) {
        return TestDatabase.sql().sql("select id from search.document where source = 'jira' and words @@ search.query(:typed) order by id")
                .param("typed", typed).query(String.class).list();
    }

    private String anId() {
        return vendor.ids(vendor.partition()).iterator().next();
    }

    private void pullAgain() {
        TestDatabase.sql().sql("truncate backfill_run cascade").update();
        StoredJira.pull(vendor, source);
    }

    @Test
    void everyStoredIssue_isADocument_withPeopleTimeAndLink() {
        vendor.edit(anId(), "{\"summary\":\"Quarterly zebra\",\"addComment\":true}");
        StoredJira.pull(vendor, source);
        refreshAll();

        assertThat(found("zebra")).containsExactly(anId());
        assertThat(TestDatabase.count("search.document where source = 'jira'")).isEqualTo(60);
        assertThat(TestDatabase.count("search.document where words is null or time is null or title is null")).isZero();
        assertThat(TestDatabase.count("search.document where people <> '{}' and text is not null")).isPositive();
        String key = TestDatabase.texts("select key from jira.issue where id = '" + anId() + "'").getFirst();
        assertThat(TestDatabase.texts("select link from search.document where id = '" + anId() + "'"))
                .singleElement().asString().startsWith("https://").endsWith("/browse/" + key);
        assertThat(found(key)).contains(anId());
    }

    @Test
    void changedText_isFoundAnew_andUnchangedWrittenNotAgain() {
        StoredJira.pull(vendor, source);
        refreshAll();
        pullAgain();
        assertThat(TestDatabase.count("search.backlog")).as("nothing has changed").isZero();

        vendor.edit(anId(), "{\"summary\":\"Quarterly zebra\"}");
        pullAgain();
        assertThat(TestDatabase.count("search.backlog")).isPositive();
        assertThat(found("zebra")).isEmpty();
        refreshAll();
        assertThat(found("zebra")).containsExactly(anId());

        vendor.edit(anId(), "{\"summary\":\"Quarterly giraffe\"}");
        pullAgain();
        refreshAll();
        assertThat(found("zebra")).isEmpty();
        assertThat(found("giraffe")).containsExactly(anId());
    }

    @Test
    void deletedRecord_isFoundNoMore() {
        String id = anId();
        StoredJira.pull(vendor, source);
        refreshAll();
        assertThat(TestDatabase.count("search.entry")).isEqualTo(60);
        vendor.delete(id);
        TestDatabase.sql().sql("truncate backfill_run cascade").update();
        try (BackfillHarness harness = new BackfillHarness(TestDatabase.pool(), source, 5_000)) {
            PartitionReference partition = harness.begin(vendor.range(), vendor.partition().key());
            harness.pullRecords(partition);
            harness.catchUp(partition);
            harness.prove(partition);
        }

        assertThat(TestDatabase.count("jira.issue where deleted_at is not null")).isEqualTo(1);
        assertThat(TestDatabase.count("search.document where id = '" + id + "'")).as("at once").isZero();
        refreshAll();
        assertThat(TestDatabase.count("search.entry")).isEqualTo(59);
    }

    @Test
    void whatWasStoredBefore_isQueuedWhenItsSourceIsPublished() {
        StoredJira.pull(vendor, source);
        refreshAll();
        TestDatabase.sql().sql("truncate search.entry, search.backlog").update();
        Migrations.publishDocuments(TestDatabase.pool());
        assertThat(TestDatabase.count("search.backlog")).as("nothing is new").isZero();

        TestDatabase.sql().sql("comment on view search.document is 'of before'").update();
        Migrations.publishDocuments(TestDatabase.pool());
        refreshAll();

        assertThat(TestDatabase.count("search.entry")).isEqualTo(60);
    }

    @Test
    void sourceThatComesLater_isInTheView() {
        TestDatabase.sql().sql("create schema later").update();
        try {
            TestDatabase.sql().sql("create table later.schema_history (version text)").update();
            TestDatabase.sql().sql("""
                    create view later.document as select 'x1' as record_id, 'Zebra crossing' as title, null::text as body,
                    array['Ann'] as people, now() as happened_at, null::text as link""").update();
            Migrations.publishDocuments(TestDatabase.pool());
            refreshAll();

            assertThat(TestDatabase.texts("select source || id from search.document where words @@ search.query('zebra')")).containsExactly("laterx1");
        } finally {
            TestDatabase.sql().sql("drop schema later cascade").update();
            TestDatabase.sql().sql("delete from search.entry where source = 'later'").update();
            Migrations.publishDocuments(TestDatabase.pool());
        }
    }

    @Test
    void refresher_keepsItCurrent_andGivesWayToTheLoad() {
        SearchRefresher refresher = new SearchRefresher(index);
        refresher.start();
        try {
            StoredJira.pull(vendor, source);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> TestDatabase.count("search.entry") == 60);
        } finally {
            refresher.stop();
        }
        assertThat(refresher.isRunning()).isFalse();

        assertThat(index.isLoading()).isFalse();
        vendor.edit(anId(), "{\"summary\":\"Quarterly zebra\"}");
        pullAgain();
        assertThat(index.isLoading()).isTrue();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !index.isLoading());
    }
}
