package dev.backfill.workers.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CursorGuardTest {
    private final CursorGuard guard = new CursorGuard(null);

    private static void assertLoop(Runnable check, String what) {
        assertThatThrownBy(check::run).hasMessageContaining(what).isInstanceOfSatisfying(SourceException.class, loop ->
                assertThat(loop.type()).isEqualTo(FailureType.CURSOR_LOOP));
    }

    @Test
    void cursorsThatLeadOn_areFollowed() {
        for (int page = 0; page < 500; page++) {
            guard.check(List.of("a" + page, "b" + page), "cursor " + page);
        }
        assertThatCode(() -> guard.check(List.of("z"), null)).doesNotThrowAnyException();
    }

    @Test
    void cursorGivenBefore_isALoop_alsoAfterOthers() {
        guard.check(List.of("a"), "1");
        guard.check(List.of("b"), "2");
        assertLoop(() -> guard.check(List.of("c"), "1"), "cursor");
    }

    @Test
    void cursorThatTheWindowBeganWith_isALoop() {
        CursorGuard resumed = new CursorGuard("saved");
        assertLoop(() -> resumed.check(List.of("a"), "saved"), "cursor");
    }

    @Test
    void pageOfKnownRecords_isALoop_butNotAsTheLast() {
        guard.check(List.of("a", "b"), "1");
        assertThatCode(() -> guard.check(List.of("a", "b"), null)).doesNotThrowAnyException();
        assertLoop(() -> guard.check(List.of("b", "a"), "2"), "records");
    }

    @Test
    void pageOfKnownRecords_isNoLoop_whereAListingWasCutIntoPartsThatOverlap() {
        guard.check(List.of("a", "b"), "1");
        assertThatCode(() -> guard.check(List.of("b", "a"), "2", true)).doesNotThrowAnyException();
        assertLoop(() -> guard.check(List.of("c"), "2", true), "cursor");
    }

    @Test
    void pageWithOneNewRecord_leadsOn() {
        guard.check(List.of("a", "b"), "1");
        assertThatCode(() -> guard.check(List.of("a", "b", "c"), "2")).doesNotThrowAnyException();
    }

    @Test
    void emptyPages_areFollowed_upToABound() {
        for (int page = 0; page < 20; page++) {
            guard.check(List.of(), "empty " + page);
        }
        assertLoop(() -> guard.check(List.of(), "one more"), "empty pages");
    }

    @Test
    void fullPage_beginsTheCountOfEmptyOnesAnew() {
        for (int round = 0; round < 5; round++) {
            for (int page = 0; page < 20; page++) {
                guard.check(List.of(), "empty " + round + " " + page);
            }
            guard.check(List.of("record " + round), "full " + round);
        }
    }

    @Test
    void memory_isBounded_andALoopOfCursorsIsStillNoticed() {
        for (int page = 0; page < 100; page++) {
            int first = page * 5_000;
            guard.check(IntStream.range(first, first + 5_000).mapToObj(Integer::toString).toList(), "cursor " + page);
        }
        assertLoop(() -> guard.check(List.of("new"), "cursor 0"), "cursor");
    }
}
