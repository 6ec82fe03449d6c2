package dev.backfill.workers.source.notion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.simulator.notion.workspace.NotionId;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.pull.CursorLoop;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourcePartition;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Version 2022-06-28, where databases have the rows. */
class NotionOldVersionTest {
    private static final SourcePartition DATABASE = database(0);

    private NotionFixture vendor;
    private NotionSource source;

    private static SourcePartition database(int number) {
        String id = NotionId.of(NotionId.Kind.DATABASE, number).text();
        return new SourcePartition(id, id);
    }

    @BeforeEach
    void start() {
        TestDatabase.clear();
        vendor = new NotionFixture(600);
        source = vendor.source(SourceFixture.SETTINGS, true, "2022-06-28");
    }

    @AfterEach
    void stop() {
        vendor.close();
    }

    @Test
    void databases_arePartitions() {
        Set<String> ids = source.partitions("{}", vendor.range()).stream().map(found -> found.planned().partitionId()).collect(Collectors.toSet());

        assertThat(ids).contains(DATABASE.id(), "workspace").doesNotContain(vendor.partition().id());
        assertThat(source.partitions("{\"databases\":[\"" + DATABASE.id() + "\"]}", vendor.range()))
                .extracting(found -> found.planned().partitionId()).containsExactly(DATABASE.id());
        assertThat(source.isVisible(DATABASE)).isTrue();
        assertThat(source.isVisible(database(9_999))).isFalse();
    }

    @Test
    void rows_areListed_fetchedAndLocated_asThoseOfTheirDatabase() {
        Set<String> truth = vendor.ids(vendor.partition());

        for (CensusOrder order : CensusOrder.values()) {
            assertThat(new HashSet<>(CursorLoop.census(source, DATABASE, vendor.range(), order))).isEqualTo(truth);
        }
        List<String> some = truth.stream().limit(5).toList();
        assertThat(source.fetch(DATABASE, some, 1).records()).hasSize(5).allSatisfy(record -> assertThat(record.row().owner()).isEqualTo(DATABASE.id()));
        assertThat(source.locate(some).get(some.getFirst()).partitionId()).isEqualTo(DATABASE.id());
    }

    @Test
    void changes_areFound() {
        Instant since = Instant.now();
        String edited = vendor.ids(vendor.partition()).iterator().next();
        vendor.edit(edited);

        assertThat(CursorLoop.changes(source, DATABASE, vendor.range(), since).stream().flatMap(page -> page.records().stream()))
                .anySatisfy(record -> assertThat(record.row().id()).isEqualTo(edited));
    }

    @Test
    void pagesOutsideOfDatabases_areTheWorkspaces() {
        Set<String> listed = vendor.manifest(NotionFixture.workspace()).values().stream()
                .filter(line -> line.get("listed").asBoolean()).map(line -> line.get("id").asString()).collect(Collectors.toSet());

        assertThat(new HashSet<>(CursorLoop.census(source, NotionFixture.workspace(), vendor.range(), CensusOrder.CREATED))).isEqualTo(listed);
    }
}
