package dev.backfill.workers.source.jira;

import static dev.backfill.workers.source.jira.StandInJira.RANGE;
import static dev.backfill.workers.source.jira.StandInJira.inlined;
import static dev.backfill.workers.source.jira.StandInJira.ok;
import static dev.backfill.workers.source.jira.StandInJira.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.run.RunScope;
import dev.backfill.store.run.RunScope.Selected;
import dev.backfill.store.selection.SelectionStore;
import dev.backfill.workers.BackfillHarness;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.failure.Failures;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs against a Jira that answers as its document says: what is stored, and what is said of it. */
@Timeout(180)
class JiraDocumentedRunsTest {
    private static final String AGAIN = "jira-2026-11-25-test";

    private StandInJira jira;
    private BackfillHarness worker;

    @BeforeEach
    void begin() {
        TestDatabase.clear();
        jira = new StandInJira();
        for (int id = 41; id <= 44; id++) {
            jira.issue(id);
        }
        worker = new BackfillHarness(TestDatabase.pool(), jira.source(), 10);
    }

    @AfterEach
    void end() {
        worker.close();
        jira.close();
    }

    private PartitionResult run() {
        return worker.pullAndProve(worker.begin(RANGE, "ATLAS"));
    }

    private PartitionResult runAgain() {
        return worker.pullAndProve(worker.begin(AGAIN, RANGE, "{\"projects\":[\"ATLAS\"]}", RunMode.FULL).getFirst());
    }

    private static List<String> stored() {
        return TestDatabase.texts("select id from jira.issue where deleted_at is null order by id");
    }

    private static List<String> marked() {
        return TestDatabase.texts("select id from jira.issue where deleted_at is not null order by id");
    }

    private static List<String> deadLetters() {
        return TestDatabase.texts("select record_id || ': ' || reason from dead_letter where resolved_at is null");
    }

    @Test
    void issueThatIsGoneWhenItIsFetched_takesNoOtherWithIt_andTheRunEnds() {
        jira.listed = List.of(41, 42, 43, 44);
        jira.issues.remove(43);
        PartitionReference partition = worker.begin(RANGE, "ATLAS");
        worker.pullRecords(partition);
        jira.listed = null;
        worker.catchUp(partition);
        PartitionResult result = worker.prove(partition);

        assertThat(result).isEqualTo(new PartitionResult(PartitionState.VERIFIED, 3, 3, 0, null, null));
        assertThat(stored()).containsExactly("41", "42", "44");
    }

    @Test
    void issueThatIsGoneSinceAnEarlierRun_isMarkedAsDeleted() {
        assertThat(run().state()).isEqualTo(PartitionState.VERIFIED);
        jira.issues.remove(42);

        assertThat(runAgain()).isEqualTo(new PartitionResult(PartitionState.VERIFIED, 3, 3, 0, null, null));
        assertThat(marked()).containsExactly("42");
    }

    @Test
    void keyThatJiraDoesNotKnow_endsTheRefetch_whichSaysSo() {
        run();

        assertThat(worker.begin(AGAIN, RANGE, RunScope.refetch(BackfillHarness.RUN, List.of(new Selected(null, "ATLAS-99999"))))).isEmpty();
        assertThat(new SelectionStore(TestDatabase.pool()).summary(AGAIN).unknown()).containsExactly("ATLAS-99999");
        assertThat(worker.runs.finish(AGAIN, null, null).state()).isEqualTo(RunState.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void issueThatJiraNamesAmongItsErrors_isADeadLetter_andNoDeletion(int alone) {
        jira.named.add(43);
        jira.on("GET", "issue/43", call -> refusal(alone, "Not now."));

        PartitionResult result = run();

        assertThat(result.state()).isEqualTo(PartitionState.DIFFERENT);
        assertThat(stored()).containsExactly("41", "42", "44");
        assertThat(deadLetters()).containsExactly("43: cannot be fetched: Crate 43 is too heavy just now.");
        assertThat(TestDatabase.texts("select outcome from record_difference")).doesNotContain("DELETED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void issueThatIsStored_andThatJiraNamesAmongItsErrors_staysAsItIs(boolean listed) {
        run();
        jira.named.add(43);
        jira.on("GET", "issue/43", call -> refusal(404, "Not now."));
        jira.listed = listed ? null : List.of(41, 42, 44);

        assertThat(runAgain().state()).isEqualTo(PartitionState.DIFFERENT);
        assertThat(stored()).contains("43");
        assertThat(marked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 403, 400})
    void refusedPart_costsNeitherIssueNorRun_andIsNamed(int status) {
        jira.issues.get(43).withObject("/fields").set("worklog", inlined("worklogs", 2, 2, 20));
        run();
        jira.issues.get(43).withObject("/fields").remove("worklog");
        jira.on("GET", "issue/43/worklog", call -> refusal(status, "Zeiterfassung ist aus."));

        assertThat(runAgain().state()).isEqualTo(PartitionState.VERIFIED);
        assertThat(stored()).containsExactly("41", "42", "43", "44");
        assertThat(TestDatabase.count("jira.worklog where issue_id = '43' and deleted_at is null")).isEqualTo(2);
        assertThat(deadLetters()).isEmpty();
        assertThat(TestDatabase.texts("select record_id || ' ' || part || ' ' || reason from withheld")).singleElement().asString()
                .startsWith("43 worklog").contains("Zeiterfassung ist aus.");
    }

    @Test
    void issueThatJiraForbids_isNamed_andIsNoDeletion() {
        run();
        jira.listed = List.of(41, 42, 43, 44);
        jira.issues.remove(43);
        jira.on("GET", "issue/43", call -> refusal(403, "Kiste gesperrt."));

        PartitionResult result = runAgain();

        assertThat(result.state()).as("%s", result).isEqualTo(PartitionState.VERIFIED);
        assertThat(marked()).isEmpty();
        assertThat(TestDatabase.texts("select record_id from withheld where part = ''")).containsExactly("43");
    }

    /** Jira shows it, so that it is no lost access either. */
    @Test
    void projectThatJiraRefusesToList_fails_andNoRunWithIt() {
        PartitionReference partition = worker.begin(RANGE, "ATLAS");
        jira.on("POST", "search/jql", call -> refusal(400, "Der Wert 'ATLAS' ist gesperrt."));

        assertThatThrownBy(() -> worker.pullRecords(partition)).satisfies(failure -> {
            FailureType type = Failures.typeOf(failure);
            assertThat(type).isEqualTo(FailureType.REFUSED);
            assertThat(type.endsRun()).isFalse();
        });
        assertThat(TestDatabase.texts("select last_error from backfill_window where last_error is not null")).singleElement().asString()
                .contains("ist gesperrt");
    }

    @Test
    void commentsOnPagesWithoutATotal_areAllStored() {
        jira.issues.get(43).withObject("/fields").set("comment", inlined("comments", 1, 3, 1));
        jira.on("GET", "issue/43/comment", call -> {
            int from = call.number("startAt", 0);
            var page = inlined("comments", 0, 0, 2);
            page.remove("total");
            page.put("startAt", from).put("isLast", from >= 2).set("comments", StandInJira.parts(from, Math.min(3, from + 2)));
            return ok(page);
        });

        assertThat(run().state()).isEqualTo(PartitionState.VERIFIED);
        assertThat(TestDatabase.count("jira.comment where issue_id = '43'")).isEqualTo(3);
    }

    /** Search does not list it, and by id Jira still gives it. */
    @Test
    void issueThatIsArchived_isNoDeletion_andIsSaidToBeOutOfSight() {
        run();
        jira.listed = List.of(41, 42, 44);

        runAgain();

        assertThat(stored()).containsExactly("41", "42", "43", "44");
        assertThat(marked()).isEmpty();
        assertThat(jira.source().cannotSee()).anyMatch(sentence -> sentence.contains("archived one by one"));
    }
}
