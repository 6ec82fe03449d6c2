package dev.backfill.workers.source.notion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.StoredRecord;
import dev.backfill.store.page.Table;
import dev.backfill.workers.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages as PostgreSQL holds them. */
class NotionStoredTest {
    private static final List<PageRecord> FETCHED = new ArrayList<>();

    private static NotionFixture vendor;
    private static NotionSource source;

    @BeforeAll
    static void pull() {
        TestDatabase.clear();
        vendor = new NotionFixture(400);
        vendor.poison(true);
        source = (NotionSource) vendor.source();
        PageWriter writer = new PageWriter(TestDatabase.pool());
        List<String> ids = new ArrayList<>(IntStream.range(0, 29).filter(number -> number != 5 && number != 6).mapToObj(NotionFixture::page).toList());
        vendor.ids(vendor.partition()).stream().limit(30).forEach(ids::add);
        for (int from = 0; from < ids.size(); from += source.fetchSize()) {
            FETCHED.addAll(source.fetch(vendor.partition(), ids.subList(from, Math.min(ids.size(), from + source.fetchSize())), 1).records());
        }
        writer.writeRows("run", NotionTables.PAGE, FETCHED.stream().map(PageRecord::row).toList());
        source.partTables().forEach(table ->
                writer.writeRows("run", table, FETCHED.stream().flatMap(record -> record.parts().get(table).stream()).toList()));
        source.referenceRows().forEach((table, rows) -> writer.writeRows("run", table, rows));
        writer.writeRows("run", NotionTables.DATA_SOURCE, source.partitions("{}", vendor.range()).stream().map(found -> found.row()).toList());
    }

    @AfterAll
    static void stop() {
        vendor.close();
        TestDatabase.clear();
    }

    @Test
    void everyPage_isInItsDataSource_orInTheWorkspace() {
        assertThat(TestDatabase.count("notion.page")).isEqualTo(FETCHED.size());
        assertThat(TestDatabase.count("notion.page p join notion.data_source s on s.id = p.data_source_id")).isEqualTo(FETCHED.size());
        // Not those whose authors have left: Notion no longer lists them.
        assertThat(TestDatabase.count("notion.page p join notion.user u on u.id = p.created_by")).isGreaterThan(FETCHED.size() / 2L);
    }

    @Test
    void document_hasTextAndComments_andPeopleByName() {
        assertThat(TestDatabase.count("notion.document")).isEqualTo(TestDatabase.count("notion.page where in_trash is not true"));
        Map<String, Object> document = TestDatabase.sql()
                .sql("select title, body, people::text, happened_at, link from notion.document where record_id = ?")
                .param(NotionFixture.page(8)).query().singleRow();
        assertThat((String) document.get("body")).contains(TestDatabase.texts(
                "select body from notion.comment where page_id = '" + NotionFixture.page(8) + "' order by source_created_at limit 1").getFirst());
        assertThat((String) document.get("people")).doesNotContain(TestDatabase.texts(
                "select created_by from notion.page where id = '" + NotionFixture.page(8) + "'").getFirst());
        assertThat(document.get("link").toString()).startsWith("https://app.notion.com/p/");
        assertThat(document.get("happened_at")).isNotNull();
    }

    @Test
    void deletedAndTrashedPages_areNoDocuments() {
        String page = NotionFixture.page(2);
        TestDatabase.sql().sql("update notion.page set in_trash = true where id = ?").param(page).update();
        try {
            assertThat(TestDatabase.count("notion.document where record_id = '" + page + "'")).isZero();
        } finally {
            TestDatabase.sql().sql("update notion.page set in_trash = false where id = ?").param(page).update();
        }
    }

    @Test
    void whatIsStored_isEnoughToMakeAllColumnsAnew() {
        for (PageRecord fetched : FETCHED) {
            PageRecord derived = source.derive(stored(fetched.row().id(), fetched.row().owner()));

            assertThat(comparable(derived.row())).as(fetched.row().id()).isEqualTo(comparable(fetched.row()));
            assertThat(derived.parts().get(NotionTables.BLOCK).stream().map(NotionStoredTest::comparable))
                    .isEqualTo(fetched.parts().get(NotionTables.BLOCK).stream().map(NotionStoredTest::comparable).toList());
            assertThat(derived.parts().get(NotionTables.COMMENT).stream().map(NotionStoredTest::comparable))
                    .containsExactlyInAnyOrderElementsOf(fetched.parts().get(NotionTables.COMMENT).stream().map(NotionStoredTest::comparable).toList());
        }
    }

    private static StoredRecord stored(String id, String owner) {
        Map<Table, List<StoredRecord.Part>> parts = new HashMap<>();
        for (Table table : source.partTables()) {
            parts.put(table, TestDatabase.sql().sql("select id, raw::text from " + table.qualifiedName() + " where page_id = ? order by id").param(id)
                    .query((row, number) -> new StoredRecord.Part(row.getString(1), row.getString(2).getBytes(StandardCharsets.UTF_8))).list());
        }
        String raw = TestDatabase.sql().sql("select raw::text from notion.page where id = ?").param(id).query(String.class).single();
        return new StoredRecord(id, owner, raw.getBytes(StandardCharsets.UTF_8), parts);
    }

    /** Without JSON: PostgreSQL writes numbers in its own way. */
    private static List<Object> comparable(Row row) {
        List<Object> all = new ArrayList<>();
        all.add(row.id());
        all.add(row.owner());
        all.add(String.valueOf(row.createdAt()) + row.updatedAt());
        row.values().stream().filter(value -> !(value instanceof byte[])).map(String::valueOf).forEach(all::add);
        return all;
    }
}
