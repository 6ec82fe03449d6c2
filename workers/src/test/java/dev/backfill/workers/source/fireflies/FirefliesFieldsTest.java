package dev.backfill.workers.source.fireflies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.Withheld;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.pull.CursorLoop;
import dev.backfill.workers.source.Listing;
import dev.backfill.workers.source.RecordJson;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourceFixture.Call;
import dev.backfill.workflows.failure.FailureType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A schema that moved on, and a plan that does not include everything, cost a field and not the run. */
@Timeout(180)
class FirefliesFieldsTest {
    private FirefliesFixture vendor;
    private FirefliesSource source;

    @BeforeEach
    void start() {
        TestDatabase.clear();
        vendor = FirefliesFixture.inOneMonth(30);
        source = vendor.source(SourceFixture.SETTINGS, true);
    }

    @AfterEach
    void stop() {
        vendor.close();
    }

    private IdPage first() {
        return source.census(vendor.partition(), new Listing(vendor.range(), CensusOrder.CREATED), null, 1);
    }

    private static JsonNode raw(RecordPage page, int index) {
        return RecordJson.MAPPER.readTree(page.records().get(index).row().raw());
    }

    @Test
    void deprecatedField_isNotAskedFor() {
        vendor.fault(Call.ANY, "removedField", "field", "host_email");

        assertThat(first().records().records()).hasSize(FirefliesFixture.PAGE_SIZE);
        assertThat(source.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"organizer_email", "analytics", "notes", "meeting_attendance", "dateString", "is_live", "privacy"})
    void removedField_isLeftOut_askedForOnceMoreAtOnce_andNeverAgain(String field) {
        vendor.fault(Call.ANY, "removedField", "field", field);
        vendor.requests();

        IdPage page = first();

        assertThat(vendor.requests()).isEqualTo(2);
        assertThat(page.records().records()).hasSize(FirefliesFixture.PAGE_SIZE);
        assertThat(page.records().withheld()).isEmpty();
        assertThat(raw(page.records(), 0).findValue(field)).isNull();
        // The name that the vendor proposes in its place is asked for as before.
        assertThat(raw(page.records(), 0).has("title")).isTrue();
        assertThat(source.warnings()).singleElement()
                .satisfies(warning -> assertThat(warning).contains(field).contains("Cannot query field \"" + field + "\""));
        first();
        source.fetch(vendor.partition(), page.ids().subList(0, 3), 1);
        CursorLoop.census(source, vendor.partition(), vendor.range(), CensusOrder.CHANGED);
        assertThat(vendor.requests()).as("nothing is refused again").isEqualTo(3);
    }

    @Test
    void lostSentences_areNamedOfEachTranscript_andDeleteNone() {
        vendor.fault(Call.ANY, "removedField", "field", "sentences");

        RecordPage page = first().records();

        assertThat(page.records()).hasSize(FirefliesFixture.PAGE_SIZE)
                .allSatisfy(record -> assertThat(record.incomplete()).containsExactly(FirefliesSentenceTable.TABLE));
        assertThat(page.withheld()).hasSize(FirefliesFixture.PAGE_SIZE).extracting(Withheld::part).containsOnly("sentences");
    }

    @Test
    void whatIsNoFieldOfATranscript_isAFailure_inFirefliesWords() {
        vendor.fault(Call.ANY, "removedField", "field", "transcripts");

        assertThatThrownBy(this::first)
                .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.type()).isEqualTo(FailureType.CONFIGURATION))
                .hasMessageContaining("Cannot query field \"transcripts\"");
    }

    /** Fireflies' page shows this error without a path. */
    @Test
    void planThatIsTooSmall_forWhatIsNotSaid_costsWhatPlansDifferIn_ifThatIsIt() {
        vendor.fault(Call.ANY, "graphqlError", "code", "paid_required", "data", "kept", "count", 1);

        RecordPage page = first().records();

        assertThat(page.records()).hasSize(FirefliesFixture.PAGE_SIZE);
        assertThat(page.withheld()).filteredOn(each -> each.part().equals("analytics")).hasSize(FirefliesFixture.PAGE_SIZE)
                .allSatisfy(each -> assertThat(each.reason()).contains("This action needs a paid plan"));
        assertThat(source.warnings()).isNotEmpty().allSatisfy(warning -> assertThat(warning).contains("This action needs a paid plan"));
    }

    @Test
    void planThatIsTooSmall_forAnything_isAFailure_andChangesNothing() {
        vendor.fault(Call.ANY, "graphqlError", "code", "paid_required");

        assertThatThrownBy(this::first)
                .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.type()).isEqualTo(FailureType.PERMISSION))
                .hasMessageContaining("This action needs a paid plan");
        vendor.clearFaults();
        assertThat(source.warnings()).isEmpty();
        assertThat(first().records().withheld()).isEmpty();
    }
}
