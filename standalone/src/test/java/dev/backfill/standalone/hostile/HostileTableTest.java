package dev.backfill.standalone.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostileTableTest {
    private static final Given GIVEN = new Given(
            "k".repeat(40), "bf_AAAAAAAA_" + "0".repeat(43), "bf_BBBBBBBB_" + "0".repeat(43), "bf_CCCCCCCC_" + "0".repeat(43), "s".repeat(40),
            "jira-2026-11-24-aaaa", "claimed", LocalDate.of(2026, 11, 24));

    private final List<HostileRequest> rows = HostileTable.rows(GIVEN);

    @Test
    void everyAttackOnTheGateway_isTried() {
        // 119 to 122 and 135 to 138 are attacks on workers, by a source's address and answers.
        List<Integer> numbers = IntStream.rangeClosed(1, 134).filter(number -> number < 119 || number > 122).boxed().toList();

        assertThat(rows).extracting(HostileRequest::number).containsAll(numbers);
        assertThat(rows).extracting(HostileRequest::number).isSubsetOf(numbers);
        assertThat(rows.size()).isGreaterThanOrEqualTo(150);
    }

    @Test
    void everyRow_isItsOwn() {
        assertThat(rows).extracting(row -> row.number() + " " + row.name()).doesNotHaveDuplicates();
        assertThat(rows).extracting(HostileRequest::expected).allSatisfy(expected -> assertThat(expected.statuses()).isNotEmpty());
    }
}
