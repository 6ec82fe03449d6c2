package dev.backfill.workers.source.notion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.workers.pull.CursorLoop;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.SourceContract;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workflows.failure.FailureType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Notion passes the contract; what is only Notion's follows below. */
class NotionSourceTest extends SourceContract {
    private static final SourcePartition WORKSPACE = NotionFixture.workspace();

    @Override
    protected SourceFixture start(int records, int partitions) {
        return partitions == 1 && records < 200 ? NotionFixture.withRows(records) : new NotionFixture(records);
    }

    @Override
    protected int records() {
        return 2_600;
    }

    @Override
    protected int enoughForEveryDamage() {
        return 30_000;
    }

    private NotionFixture notion() {
        return (NotionFixture) vendor;
    }

    private Set<String> listed(SourcePartition partition) {
        return vendor.manifest(partition).values().stream()
                .filter(line -> line.get("listed").asBoolean())
                .map(line -> line.get("id").asString())
                .collect(Collectors.toSet());
    }

    @Test
    void firstCensusOfTheWorkspace_hasItsOwnPages_asFarAsSearchingFindsThem() {
        List<String> ids = CursorLoop.census(source, WORKSPACE, vendor.range(), CensusOrder.CREATED);

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(new HashSet<>(ids)).isEqualTo(listed(WORKSPACE)).hasSizeLessThan(vendor.ids(WORKSPACE).size());
    }

    @Test
    void lastCensusOfTheWorkspace_hasWhateverSearchingFinds_rowsAsWell() {
        Set<String> ids = new HashSet<>(CursorLoop.census(source, WORKSPACE, vendor.range(), CensusOrder.CHANGED));

        assertThat(ids).containsAll(listed(WORKSPACE)).containsAll(listed(partition)).containsAll(listed(vendor.otherPartition()));
    }

    /** What neither search nor query lists is found by going down from what they list. */
    @Test
    void pagesThatSearchingDoesNotFind_areDiscoveredInThePagesAboveThem() {
        Map<String, JsonNode> truth = vendor.manifest(WORKSPACE);
        Set<String> unlisted = truth.values().stream()
                .filter(line -> !line.get("listed").asBoolean() && line.get("crawlable").asBoolean())
                .filter(line -> !line.get("parent").get("type").asString().equals("workspace"))
                .map(line -> line.get("id").asString())
                .collect(Collectors.toSet());
        Set<String> known = new HashSet<>(CursorLoop.census(source, WORKSPACE, vendor.range(), CensusOrder.CREATED));
        List<String> next = List.copyOf(known);
        while (!next.isEmpty()) {
            Set<String> found = new HashSet<>();
            for (int from = 0; from < next.size(); from += source.fetchSize()) {
                List<String> some = next.subList(from, Math.min(next.size(), from + source.fetchSize()));
                found.addAll(source.fetch(WORKSPACE, some, 1).discovered());
            }
            found.removeAll(known);
            known.addAll(found);
            next = List.copyOf(found);
        }

        assertThat(unlisted).isNotEmpty();
        assertThat(known).containsAll(unlisted);
    }

    @Test
    void databases_areNarrowedById_withoutTheWorkspace() {
        String database = vendor.manifest(partition).values().iterator().next().get("parent").get("database_id").asString();

        assertThat(source.partitions("{\"databases\":[\"" + database.replace("-", "").toUpperCase() + "\"]}", vendor.range()))
                .extracting(found -> found.planned().partitionId())
                .containsExactly(partition.id());
        assertThat(source.partitions("{\"databases\":[\"" + partition.id() + "\"]}", vendor.range()))
                .as("people name a data source as well")
                .extracting(found -> found.planned().partitionId())
                .containsExactly(partition.id());
    }

    @Test
    void databasesThatAreNotShown_areAllNamed() {
        assertThatThrownBy(() -> source.partitions(
                        "{\"databases\":[\"" + NotionClient.NOBODY + "\",\"" + partition.id() + "\"]}", vendor.range()))
                .hasMessageContaining("[" + NotionClient.NOBODY + "]")
                .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.type()).isEqualTo(FailureType.NOT_FOUND));
    }

    @Test
    void workspace_isPlannedLast_asItFindsWhatOthersMissed() {
        assertThat(source.partitions("{}", vendor.range()).getLast()).satisfies(found -> {
            assertThat(found.planned().partitionId()).isEqualTo("workspace");
            assertThat(found.lastChangedAt()).isNull();
        });
        assertThat(source.isVisible(WORKSPACE)).isTrue();
    }

    @Test
    void trashedPage_isToldFromOneThatIsGone() {
        List<String> ids = List.copyOf(vendor.ids(partition)).subList(0, 4);
        notion().act(ids.get(0), "trash");
        notion().act(ids.get(1), "delete");
        notion().act(ids.get(2), "unshare");

        Map<String, Location> located = source.locate(ids);

        assertThat(located).containsOnlyKeys(ids.get(0), ids.get(3));
        assertThat(located.get(ids.get(0)).deleted()).isTrue();
        assertThat(located.get(ids.get(3)).deleted()).isFalse();
        assertThat(source.fetch(partition, ids, 1).records())
                .extracting(record -> record.row().values().get(NotionTables.PAGE.columns().stream().map(column -> column.name()).toList().indexOf("in_trash")))
                .containsExactly(true, false);
        assertThat(CursorLoop.census(source, partition, vendor.range(), CensusOrder.CREATED)).doesNotContain(ids.get(0)).contains(ids.get(3));
    }

    @Test
    void restrictedPage_isWithheld_andTheOthersAreKept() {
        List<String> ids = List.copyOf(vendor.ids(partition)).subList(0, 3);
        vendor.fault(SourceFixture.Call.FETCH, "restricted", "ids", List.of(ids.get(1)));

        var page = source.fetch(partition, ids, 1);

        assertThat(page.records()).extracting(record -> record.row().id()).containsExactly(ids.get(0), ids.get(2));
        assertThat(page.rejected()).isEmpty();
        assertThat(page.withheld()).singleElement().satisfies(withheld -> {
            assertThat(withheld.recordId()).isEqualTo(ids.get(1));
            assertThat(withheld.part()).isNull();
            assertThat(withheld.reason()).contains("restricted_resource: Insufficient permissions for this endpoint.");
        });
        assertThat(source.locate(ids).get(ids.get(1)).partitionId()).isNull();
    }

    @Test
    void ids_areResolvedAsTheyStandInAddresses() {
        String id = vendor.ids(partition).iterator().next();
        String written = id.replace("-", "").toUpperCase();

        assertThat(source.resolve(List.of(written, "a title")).get(written).id()).isEqualTo(id);
        assertThat(source.resolve(List.of("a title"))).isEmpty();
    }

    @Test
    void usersOfTheWorkspace_comeAsReferenceRows() {
        assertThat(source.referenceRows().get(NotionTables.USER)).isNotEmpty()
                .allSatisfy(row -> assertThat(row.values().getFirst()).isNotNull());
    }

    @Test
    void integrationThatMayNotReadUsers_isNoFailure() {
        vendor.fault(SourceFixture.Call.ANY, "serverError", "status", 403, "route", "users");

        assertThat(source.referenceRows().get(NotionTables.USER)).isEmpty();
    }
}
