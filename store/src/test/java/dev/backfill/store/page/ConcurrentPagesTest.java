package dev.backfill.store.page;

import static dev.backfill.store.page.Samples.UPDATED;
import static dev.backfill.store.page.Samples.item;
import static dev.backfill.store.page.Samples.note;
import static dev.backfill.store.page.Samples.page;
import static dev.backfill.store.page.Samples.withNotes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.window.LeaseLostException;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.store.window.WindowStore;
import dev.backfill.workflows.plan.WindowKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ConcurrentPagesTest {
    private static final int ROUNDS = 15;

    private final PageWriter writer = new PageWriter(TestStore.database());
    private TestRun run;

    @BeforeEach
    void begin() {
        TestStore.clear();
        run = TestRun.underWay("run-1");
    }

    /** Items with a note each, in this order or its reverse. */
    private static RecordPage overlapping(String ids, int size, long fetchOrder, boolean reversed) {
        List<PageRecord> records = new ArrayList<>(IntStream.range(0, size)
                .mapToObj(number -> ids + number)
                .map(id -> withNotes(item(id, "by " + fetchOrder, UPDATED), note(id, id, "by " + fetchOrder, UPDATED)))
                .toList());
        if (reversed) {
            Collections.reverse(records);
        }
        return page(fetchOrder, "next", records.toArray(PageRecord[]::new));
    }

    private static void sideBySide(List<Callable<?>> works) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(works.size())) {
            List<Future<?>> ends = works.stream().<Future<?>>map(threads::submit).toList();
            for (Future<?> end : ends) {
                end.get();
            }
        }
    }

    /** Two writers, of which one goes backwards, write this page of each round at the same time. */
    private void writeInOppositeOrders(int rounds, int size, IntFunction<String> idsOfRound) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        List<Callable<?>> works = new ArrayList<>();
        for (int writerNumber = 0; writerNumber < 2; writerNumber++) {
            int number = writerNumber;
            LeasedWindow window = run.leased(WindowKind.RECORDS);
            works.add(() -> {
                for (int round = 0; round < rounds; round++) {
                    RecordPage page = overlapping(idsOfRound.apply(round), size, 1 + 2L * round + number, number == 1);
                    together.await(40, TimeUnit.SECONDS);
                    writer.write(window, page);
                }
                return null;
            });
        }
        sideBySide(works);
    }

    @Test
    void writersOfTheSameRecords_inOppositeOrder_neitherDeadlockNorDouble() throws Exception {
        writeInOppositeOrders(ROUNDS, 200, round -> "i");

        assertThat(TestStore.count("sample.item")).isEqualTo(200);
        assertThat(TestStore.count("sample.note where deleted_at is null")).isEqualTo(200);
        assertThat(TestStore.value("select string_agg(distinct name, ',') from sample.item")).isEqualTo("by " + 2 * ROUNDS);
        assertThat(TestStore.value("select string_agg(distinct body, ',') from sample.note")).isEqualTo("by " + 2 * ROUNDS);
        assertThat(TestStore.value("select string_agg(distinct fetch_order::text, ',') from fetched_record")).isEqualTo("" + 2 * ROUNDS);
    }

    @Test
    void writersOfTheSameNewRecords_inOppositeOrder_neitherDeadlockNorDouble() throws Exception {
        // So many that both are at it for a while.
        writeInOppositeOrders(4, 3_000, round -> "r" + round + "-");

        assertThat(TestStore.count("sample.item")).isEqualTo(4 * 3_000);
        assertThat(TestStore.count("sample.note where deleted_at is null")).isEqualTo(4 * 3_000);
        // Of each round's two fetches the later one's row stays.
        assertThat(TestStore.count("sample.item where fetch_order % 2 = 1")).isZero();
        assertThat(TestStore.count("sample.note where fetch_order % 2 = 1")).isZero();
        assertThat(TestStore.count("dead_letter")).isZero();
    }

    @Test
    void attemptsOfOneWindow_onlyTheLastOnesPagesCount() throws Exception {
        WindowStore windows = new WindowStore(TestStore.database());
        long id = run.window(WindowKind.RECORDS);
        LeasedWindow zombie = windows.acquire(id);
        LeasedWindow successor = windows.acquire(id);
        CyclicBarrier together = new CyclicBarrier(2);
        List<LeaseLostException> refused = Collections.synchronizedList(new ArrayList<>());

        sideBySide(List.of(
                () -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        together.await(40, TimeUnit.SECONDS);
                        try {
                            writer.write(zombie, page(2L * round, "zombie", withNotes(item("z" + round, "zombie", UPDATED))));
                        } catch (LeaseLostException expected) {
                            refused.add(expected);
                        }
                    }
                    return null;
                },
                () -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        together.await(40, TimeUnit.SECONDS);
                        writer.write(successor, page(1 + 2L * round, "page " + round, withNotes(item("s" + round, "successor", UPDATED))));
                    }
                    return null;
                }));

        assertThat(refused).hasSize(ROUNDS);
        assertThat(TestStore.count("sample.item where name = 'zombie'")).isZero();
        assertThat(TestStore.count("sample.item")).isEqualTo(ROUNDS);
        assertThat(windows.acquire(id).counts().fetched()).isEqualTo(ROUNDS);
        assertThat(windows.acquire(id).cursor()).isEqualTo("page " + (ROUNDS - 1));
    }

    @Test
    void fetchOrders_areEachGivenOnce() throws Exception {
        List<Long> given = Collections.synchronizedList(new ArrayList<>());
        Callable<?> take = () -> {
            for (int round = 0; round < 50; round++) {
                given.add(writer.nextFetchOrder());
            }
            return null;
        };
        sideBySide(List.of(take, take, take));

        assertThat(given).hasSize(150).doesNotHaveDuplicates();
    }
}
