package dev.backfill.workers.source.jira;

import static dev.backfill.workers.source.jira.StandInJira.ATLAS;
import static dev.backfill.workers.source.jira.StandInJira.asked;
import static dev.backfill.workers.source.jira.StandInJira.ok;
import static dev.backfill.workers.source.jira.StandInJira.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.RejectedRecord;
import dev.backfill.store.page.Withheld;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Jira's document says of {@code issue/bulkfetch}: neither list means gone or hidden, {@code issueErrors} that it is there. */
class JiraBulkAnswersTest {
    private static final String BULK = "issue/bulkfetch";

    private StandInJira jira;
    private JiraSource source;

    @BeforeEach
    void start() {
        TestDatabase.clear();
        jira = new StandInJira();
        List.of(41, 42, 43).forEach(jira::issue);
        source = jira.source();
    }

    @AfterEach
    void stop() {
        jira.close();
    }

    private RecordPage fetch(String... ids) {
        return source.fetch(ATLAS, List.of(ids), 1);
    }

    private static List<String> idsOf(RecordPage page) {
        return page.records().stream().map(record -> record.row().id()).toList();
    }

    @Test
    void passedOver_isAskedForAlone_andGoneIfThatSays404() {
        jira.issues.remove(42);

        RecordPage page = fetch("43", "42", "41");

        assertThat(idsOf(page)).containsExactly("41", "43");
        assertThat(page.rejected()).isEmpty();
        assertThat(page.withheld()).isEmpty();
        assertThat(jira.requests("issue/42")).isOne();
        assertThat(source.locate(List.of("41", "42"))).containsOnlyKeys("41");
    }

    @Test
    void passedOver_butGivenAlone_isThere() {
        jira.on("POST", BULK, call -> ok(jira.bulk(asked(call).stream().filter(id -> !id.equals("42")).toList())));

        assertThat(idsOf(fetch("41", "42", "43"))).containsExactlyInAnyOrder("41", "42", "43");
        assertThat(source.locate(List.of("42")).get("42").partitionId()).isEqualTo("700");
    }

    @Test
    void passedOver_andForbidden_isWithheld_andThere() {
        jira.issues.remove(42);
        jira.on("GET", "issue/42", call -> refusal(403, "Kiste gesperrt."));

        RecordPage page = fetch("41", "42");

        assertThat(idsOf(page)).containsExactly("41");
        assertThat(page.rejected()).isEmpty();
        assertThat(page.withheld()).singleElement().satisfies(withheld -> {
            assertThat(withheld.recordId()).isEqualTo("42");
            assertThat(withheld.part()).isNull();
            assertThat(withheld.reason()).contains("Kiste gesperrt.");
        });
        assertThat(source.locate(List.of("42"))).containsOnlyKeys("42");
    }

    @Test
    void passedOver_andNotToBeHadAlone_isRejected_inJirasWords_andThere() {
        jira.issues.remove(42);
        jira.on("GET", "issue/42", call -> refusal(500, "Boom."));

        assertThat(fetch("41", "42").rejected()).singleElement().satisfies(rejected -> assertThat(rejected.reason()).contains("Boom."));
        assertThat(source.locate(List.of("42")).get("42").partitionId()).isNull();
    }

    @Test
    void outageOfTheSingleRoute_blamesNoRecord() {
        jira.issues.remove(42);
        jira.on("GET", "issue/.+", call -> refusal(502, "Boom."));

        assertThatThrownBy(() -> fetch("41", "42")).isInstanceOfSatisfying(
                SourceException.class, failure -> assertThat(failure.type()).isEqualTo(FailureType.UNAVAILABLE));
    }

    @Test
    void named_isADeadLetter_inJirasWords_andNeverGone() {
        jira.named.add(42);
        jira.on("GET", "issue/42", call -> refusal(404, "No such crate."));

        RecordPage page = fetch("41", "42", "43");

        assertThat(idsOf(page)).containsExactlyInAnyOrder("41", "43");
        assertThat(page.rejected()).singleElement().isEqualTo(new RejectedRecord("42", "cannot be fetched: Crate 42 is too heavy just now.", null));
        assertThat(source.locate(List.of("41", "42"))).containsOnlyKeys("41", "42");
        assertThat(source.locate(List.of("42")).get("42")).isEqualTo(new Location("42", null, null));
    }

    @Test
    void named_isAskedForInSmallerBatches_andAlone() {
        jira.named.addAll(List.of(42, 43));
        jira.namedFrom = 2;

        RecordPage page = fetch("41", "42", "43");

        assertThat(idsOf(page)).containsExactlyInAnyOrder("41", "42", "43");
        assertThat(page.rejected()).isEmpty();
        assertThat(jira.vendor.calls(StandInJira.API + BULK).stream().map(call -> asked(call).size())).containsExactly(3, 1, 1);
    }

    @Test
    void named_butGivenByTheRouteOfOne_isStored() {
        jira.named.add(42);

        assertThat(idsOf(fetch("41", "42"))).containsExactlyInAnyOrder("41", "42");
    }

    @ParameterizedTest
    @ValueSource(ints = {413, 503, 504})
    void batchThatIsTooLarge_isHalved_andSmallerOnesAreRemembered(int status) {
        IntStream.range(100, 140).forEach(jira::issue);
        jira.on("POST", BULK, call -> asked(call).size() > 10 ? refusal(status, "Too much.") : ok(jira.bulk(asked(call))));
        String[] ids = IntStream.range(100, 140).mapToObj(Integer::toString).toArray(String[]::new);

        assertThat(idsOf(fetch(ids))).hasSize(40);
        jira.vendor.forgetCalls();
        RecordPage again = fetch(ids);

        assertThat(idsOf(again)).hasSize(40);
        assertThat(again.rejected()).isEmpty();
        assertThat(jira.requests(BULK)).isEqualTo(4);
    }

    @Test
    void oneRefusedId_takesNoOtherWithIt() {
        jira.on("POST", BULK, call -> asked(call).contains("42") ? refusal(400, "Nein.") : ok(jira.bulk(asked(call))));

        RecordPage page = fetch("41", "42", "43");

        assertThat(idsOf(page)).containsExactlyInAnyOrder("41", "43");
        assertThat(page.rejected()).singleElement().satisfies(rejected -> assertThat(rejected.reason()).contains("Nein."));
    }

    @Test
    void resolve_takesKeysInAnyCase_andEarlierOnes_andLeavesMistypedOnesOut() {
        jira.on("GET", "issue/OLD-7", call -> ok(jira.issues.get(43)));
        jira.on("GET", "issue/not a key", call -> refusal(400, "Kein Schlüssel."));

        assertThat(source.resolve(List.of("ATLAS-42", "41", "OLD-7", "ATLAS-99999", "not a key")))
                .containsOnlyKeys("ATLAS-42", "41", "OLD-7")
                .allSatisfy((name, location) -> assertThat(location.partitionId()).isEqualTo("700"))
                .hasEntrySatisfying("OLD-7", location -> assertThat(location.id()).isEqualTo("43"));
    }

    @Test
    void refusedParts_areWithheldOnce() {
        jira.issues.get(42).withObject("/fields").remove("worklog");
        jira.on("GET", "issue/42/worklog", call -> refusal(404, "Zeiterfassung ist aus."));

        RecordPage page = fetch("41", "42", "43");

        assertThat(idsOf(page)).containsExactly("41", "42", "43");
        assertThat(page.withheld()).extracting(Withheld::recordId, Withheld::part)
                .containsExactly(tuple("42", "worklog"));
    }
}
