package dev.backfill.workers.source.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.page.PageRecord;
import dev.backfill.workers.source.FoundPartition;
import dev.backfill.workers.source.SourceContract;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workflows.failure.FailureType;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Jira passes the contract; what is only Jira's follows below. */
class JiraSourceTest extends SourceContract {
    @Override
    protected SourceFixture start(int records, int partitions) {
        return new JiraFixture(records, partitions);
    }

    /** The simulator has its own reading of the canonical form. */
    @Test
    void contentHash_isTheOneThatTheVendorSideComputes() {
        Map<String, JsonNode> manifest = vendor.manifest(partition);
        List<String> ids = manifest.keySet().stream().limit(100).toList();

        for (PageRecord record : source.fetch(partition, ids, 1).records()) {
            assertThat(HexFormat.of().formatHex(record.row().contentHash()))
                    .as(record.row().id())
                    .isEqualTo(manifest.get(record.row().id()).get("sha256").asString());
        }
    }

    @Test
    void projects_areNarrowedByKey_inTheirOrder() {
        assertThat(source.partitions("{\"projects\":[\"SPIKE\",\"CORE\",\"SPIKE\"]}", vendor.range()))
                .extracting(found -> found.planned().key())
                .containsExactly("SPIKE", "CORE");
    }

    @Test
    void projectsThatAreNotShown_areAllNamed() {
        assertThatThrownBy(() -> source.partitions("{\"projects\":[\"CORE\",\"NOPE\",\"GONE\"]}", vendor.range()))
                .hasMessageContaining("[GONE, NOPE]")
                .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.type()).isEqualTo(FailureType.NOT_FOUND));
    }

    @Test
    void archivedProject_isLeftOutOnRecord_orNotLookedFor() {
        assertThat(source.partitions("{}", vendor.range())).filteredOn(found -> found.planned().key().equals("OLD"))
                .singleElement()
                .satisfies(found -> assertThat(found.planned().leftOutBecause()).contains("archived"));
        assertThat(source.partitions("{\"activeOnly\":true}", vendor.range())).extracting(found -> found.planned().key()).doesNotContain("OLD");
    }

    @Test
    void estimate_isTheCountOfTheRange() {
        FoundPartition core = project("CORE");
        assertThat(core.lastChangedAt()).isNotNull();
        assertThat(records(core)).isEqualTo(vendor.ids(partition).size());

        vendor.fault(SourceFixture.Call.ANY, "countLies", "percent", 50);
        assertThat(records(core)).isGreaterThan(vendor.ids(partition).size());
    }

    private Long records(FoundPartition project) {
        return source.estimate(List.of(project), vendor.range()).records().getFirst();
    }

    private FoundPartition project(String key) {
        return source.partitions("{\"projects\":[\"" + key + "\"]}", vendor.range()).getFirst();
    }

    /** {@code ORDER} and {@code AND} are words of JQL. */
    @Test
    void projectsNamedLikeWordsOfTheQueryLanguage_arePulled() {
        JiraFixture many = new JiraFixture(2_000, 6);
        try (many) {
            for (var reserved : List.of(new dev.backfill.workers.source.SourcePartition("10002", "ORDER"), new dev.backfill.workers.source.SourcePartition("10005", "AND"))) {
                assertThat(dev.backfill.workers.pull.CursorLoop.census(many.source(), reserved, many.range(), dev.backfill.workers.source.Source.CensusOrder.CREATED))
                        .isNotEmpty()
                        .containsExactlyInAnyOrderElementsOf(many.ids(reserved));
            }
        }
    }

    @Test
    void issueOfAnotherProject_isOwnedByThatProject() {
        String moved = vendor.ids(partition).iterator().next();
        vendor.move(moved, vendor.otherPartition());

        assertThat(source.fetch(partition, List.of(moved), 1).records()).singleElement()
                .satisfies(record -> assertThat(record.row().owner()).isEqualTo(vendor.otherPartition().id()));
    }
}
