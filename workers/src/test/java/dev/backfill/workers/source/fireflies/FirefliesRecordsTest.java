package dev.backfill.workers.source.fireflies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.page.PendingRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.RejectedRecord;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.StoredRecord;
import dev.backfill.store.page.Withheld;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.pull.CursorLoop;
import dev.backfill.workers.source.Listing;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourceFixture.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What becomes of a transcript: a row, a record that waits, or one that is set aside. */
@Timeout(180)
class FirefliesRecordsTest {
    private FirefliesFixture vendor;
    private FirefliesSource source;

    @BeforeEach
    void start() {
        TestDatabase.clear();
        use(FirefliesFixture.inOneMonth(30));
    }

    private void use(FirefliesFixture fixture) {
        if (vendor != null) {
            vendor.close();
        }
        vendor = fixture;
        source = fixture.source(SourceFixture.SETTINGS, true);
    }

    @AfterEach
    void stop() {
        vendor.close();
    }

    private IdPage first() {
        return source.census(vendor.partition(), new Listing(vendor.range(), CensusOrder.CREATED), null, 1);
    }

    private static List<String> idsOf(RecordPage page) {
        return CursorLoop.idsOf(page);
    }

    @Test
    void meetingThatIsProcessed_waits_isNoRow_andIsOneWhenItIsFinished() {
        Instant start = Instant.now().minus(Duration.ofHours(2));
        String id = vendor.create(start, -1);
        Listing listing = new Listing(vendor.range(), CensusOrder.CREATED);

        IdPage page = source.census(vendor.partitionOfChanges(), listing, null, 1);
        assertThat(page.ids()).containsExactly(id);
        assertThat(page.records().records()).isEmpty();
        assertThat(page.records().pending()).singleElement().satisfies(pending -> {
            assertThat(pending.id()).isEqualTo(id);
            assertThat(pending.createdAt()).isEqualTo(start.truncatedTo(ChronoUnit.MILLIS));
            assertThat(pending.reason()).isEqualTo("it is being transcribed");
        });
        RecordPage fetched = source.fetch(vendor.partitionOfChanges(), List.of(id), 1);
        assertThat(fetched.records()).isEmpty();
        assertThat(fetched.pending()).extracting(PendingRecord::id).containsExactly(id);

        vendor.finish(id);
        RecordPage finished = source.fetch(vendor.partitionOfChanges(), List.of(id), 2);
        assertThat(finished.pending()).isEmpty();
        assertThat(finished.records()).singleElement()
                .satisfies(record -> assertThat(record.parts().get(FirefliesSentenceTable.TABLE)).isNotEmpty());
    }

    @Test
    void silentMeeting_isWholeWithoutASentence() {
        use(FirefliesFixture.inOneMonth(480));
        List<PageRecord> silent = CursorLoop.wholeCensus(source, vendor.partition(), vendor.range(), CensusOrder.CREATED).stream()
                .flatMap(page -> page.records().records().stream())
                .filter(record -> Boolean.TRUE.equals(value(record, "silent")))
                .toList();

        assertThat(silent).isNotEmpty().allSatisfy(record -> {
            assertThat(record.parts().get(FirefliesSentenceTable.TABLE)).isEmpty();
            assertThat(value(record, "text")).isNull();
            assertThat(value(record, "overview")).isNull();
            assertThat(value(record, "summary_status")).isEqualTo("skipped");
        });
    }

    private static Object value(PageRecord record, String column) {
        List<String> names = FirefliesTranscriptTable.TABLE.columns().stream().map(each -> each.name()).toList();
        return record.row().values().get(names.indexOf(column));
    }

    @Test
    void withheldSentences_makeARecordWait_orSetItAside_andTheOthersAreKept() {
        List<String> ids = first().ids();
        String withheld = ids.get(4);
        List<String> others = ids.stream().filter(id -> !id.equals(withheld)).toList();

        vendor.fault(Call.ANY, "partialData", "field", "sentences", "code", "internal_server_error", "ids", List.of(withheld));
        RecordPage page = first().records();
        assertThat(idsOf(page)).containsExactlyElementsOf(others);
        assertThat(page.pending()).singleElement().satisfies(pending -> {
            assertThat(pending.id()).isEqualTo(withheld);
            assertThat(pending.reason()).contains("sentences").contains("internal_server_error");
        });
        assertThat(source.fetch(vendor.partition(), List.of(withheld, others.getFirst()), 1)).satisfies(fetched -> {
            assertThat(idsOf(fetched)).containsExactly(others.getFirst());
            assertThat(fetched.pending()).extracting(PendingRecord::id).containsExactly(withheld);
        });

        vendor.clearFaults();
        vendor.fault(Call.ANY, "partialData", "field", "summary", "code", "forbidden", "ids", List.of(withheld));
        page = first().records();
        assertThat(idsOf(page)).containsExactlyElementsOf(ids);
        assertThat(page.withheld()).singleElement().satisfies(refused -> {
            assertThat(refused.recordId()).isEqualTo(withheld);
            assertThat(refused.part()).isEqualTo("summary");
            assertThat(refused.reason()).contains("forbidden").contains("BACKFILL_FIREFLIES_TOKEN").contains("This action is not allowed for you");
        });
    }

    /** Sentences that are stored are not taken for gone. */
    @Test
    void sentencesThatAreRefused_leaveThoseThatAreStored() {
        List<String> ids = first().ids();
        vendor.fault(Call.ANY, "partialData", "field", "sentences", "code", "require_elevated_privilege", "ids", ids.subList(0, 1));

        RecordPage page = first().records();

        assertThat(idsOf(page)).containsExactlyElementsOf(ids);
        assertThat(page.withheld()).extracting(Withheld::recordId, Withheld::part).containsExactly(tuple(ids.getFirst(), "sentences"));
        assertThat(page.records()).allSatisfy(record -> assertThat(record.incomplete())
                .isEqualTo(record.row().id().equals(ids.getFirst()) ? Set.of(FirefliesSentenceTable.TABLE) : Set.of()));
    }

    @Test
    void linkThatThePlanDoesNotInclude_isAbsent_andTheTranscriptIsWhole() {
        List<String> ids = first().ids();
        vendor.fault(Call.ANY, "partialData", "field", "video_url", "code", "paid_required", "ids", ids);

        RecordPage page = first().records();

        assertThat(idsOf(page)).containsExactlyElementsOf(ids);
        assertThat(page.withheld()).extracting(Withheld::recordId).containsExactlyElementsOf(ids);
        assertThat(page.records()).allSatisfy(record -> assertThat(value(record, "video_url")).isNull());
        assertThat(page.records()).anySatisfy(record -> assertThat(value(record, "audio_url")).isNotNull());
    }

    @Test
    void pageThatFirefliesStumblesOver_isTakenById_withinFewRequests() {
        List<String> ids = first().ids();
        String poison = ids.get(7);
        // The list of ids alone works: what breaks is what is in the transcript.
        vendor.fault(Call.FETCH, "poisonRecord", "ids", List.of(poison));
        vendor.faultOn("transcripts:full", "poisonRecord", "ids", List.of(poison));
        vendor.requests();

        IdPage page = first();

        assertThat(page.ids()).containsExactlyElementsOf(ids);
        assertThat(page.nextCursor()).isNotNull();
        assertThat(idsOf(page.records())).hasSize(ids.size() - 1).doesNotContain(poison);
        assertThat(page.records().rejected()).extracting(RejectedRecord::id).containsExactly(poison);
        // The page, the ids, two batches by id, the poison alone once more, and whether anything is answered at all.
        assertThat(vendor.requests()).isLessThanOrEqualTo(8);
    }

    /** The simulator has its own reading of the canonical form, and cuts links at their query. */
    @Test
    void contentHash_isTheOneThatTheVendorSideComputes_howeverLinksAreSigned() {
        Map<String, JsonNode> manifest = vendor.manifest(vendor.partition());

        List<PageRecord> records = first().records().records();
        assertThat(records).hasSize(20).allSatisfy(record -> assertThat(HexFormat.of().formatHex(record.row().contentHash()))
                .isEqualTo(manifest.get(record.row().id()).get("sha256").asString()));
        assertThat(records).allSatisfy(record -> assertThat(new String(record.row().raw(), StandardCharsets.UTF_8)).doesNotContain("X-Amz-"));
    }

    @Test
    void derive_givesTheRowsThatWereFetched_damagedOnesToo_alsoOfWhatIsStored() {
        use(FirefliesFixture.inOneMonth(600));
        vendor.poison(true);
        PageWriter writer = new PageWriter(TestDatabase.pool());
        for (IdPage page : CursorLoop.wholeCensus(source, vendor.partition(), vendor.range(), CensusOrder.CREATED)) {
            for (PageRecord record : page.records().records()) {
                Row row = record.row();
                assertSame(source.derive(new StoredRecord(row.id(), row.owner(), row.raw(), Map.of())), record, true);
            }
            writer.writeRows("run", FirefliesTranscriptTable.TABLE, page.records().records().stream().map(PageRecord::row).toList());
            page.records().records().stream().filter(record -> record.row().raw().length < 100_000).forEach(record -> {
                String raw = TestDatabase.sql().sql("select raw::text from fireflies.transcript where id = :id")
                        .param("id", record.row().id()).query(String.class).single();
                byte[] stored = raw.getBytes(StandardCharsets.UTF_8);
                assertSame(source.derive(new StoredRecord(record.row().id(), record.row().owner(), stored, Map.of())), record, false);
            });
        }
        assertThat(TestDatabase.count("fireflies.document where body like '%: %' and cardinality(people) > 0 and record_id is not null"))
                .isGreaterThan(500);
    }

    private static void assertSame(PageRecord derived, PageRecord fetched, boolean withHash) {
        // Without the values in the message: some are of five megabytes.
        Row row = fetched.row();
        assertThat(List.of(derived.row().id(), derived.row().owner())).isEqualTo(List.of(row.id(), row.owner()));
        assertThat(derived.row().createdAt()).isEqualTo(row.createdAt());
        assertThat(Arrays.deepEquals(derived.row().values().toArray(), row.values().toArray())).as("columns of " + row.id()).isTrue();
        if (withHash) {
            assertThat(derived.row().contentHash()).isEqualTo(row.contentHash());
        }
        List<Row> parts = fetched.parts().get(FirefliesSentenceTable.TABLE);
        List<Row> derivedParts = derived.parts().get(FirefliesSentenceTable.TABLE);
        assertThat(derivedParts.stream().map(Row::id).toList().equals(parts.stream().map(Row::id).toList())).as("parts of " + row.id()).isTrue();
        assertThat(derivedParts.stream().map(Row::values).toList().equals(parts.stream().map(Row::values).toList()))
                .as("columns of parts of " + row.id()).isTrue();
    }
}
