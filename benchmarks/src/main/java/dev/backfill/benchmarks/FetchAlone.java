package dev.backfill.benchmarks;

import dev.backfill.standalone.BackfillSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The same issues over the same route, a hundred at a time, eight requests at once; read to the end and dropped. */
final class FetchAlone {
    private static final int AT_ONCE = 8;
    private static final int PAGE = 100;

    private FetchAlone() {}

    static double seconds(BackfillSystem system) {
        List<String> ids = JdbcClient.create(system.dataSource()).sql("select id from jira.issue").query(String.class).list();
        long begin = System.nanoTime();
        try (JiraRequests jira = new JiraRequests(system);
                ExecutorService fetchers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Integer>> pages = new ArrayList<>();
            for (int from = 0; from < ids.size(); from += PAGE) {
                String some = String.join("\",\"", ids.subList(from, Math.min(ids.size(), from + PAGE)));
                String body = "{\"issueIdsOrKeys\":[\"" + some + "\"],\"fields\":[\"*all\"],\"expand\":[\"changelog\"]}";
                pages.add(fetchers.submit(() -> jira.post("issue/bulkfetch", body).length));
            }
            for (Future<Integer> page : pages) {
                page.get();
            }
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
