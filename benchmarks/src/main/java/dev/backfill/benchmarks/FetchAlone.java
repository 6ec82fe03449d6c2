package dev.backfill.benchmarks;

import dev.backfill.standalone.BackfillSystem;
import dev.backfill.standalone.part.Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
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
        URI route = URI.create(system.simulatorUri() + "/jira/rest/api/3/issue/bulkfetch");
        long begin = System.nanoTime();
        try (HttpClient client = HttpClient.newHttpClient();
                ExecutorService fetchers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Integer>> pages = new ArrayList<>();
            for (int from = 0; from < ids.size(); from += PAGE) {
                List<String> some = ids.subList(from, Math.min(ids.size(), from + PAGE));
                pages.add(fetchers.submit(() -> fetch(client, route, some)));
            }
            for (Future<Integer> page : pages) {
                page.get();
            }
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static int fetch(HttpClient client, URI route, List<String> ids) throws IOException, InterruptedException {
        String credentials = Simulator.USER + ":" + Simulator.TOKEN;
        String body = "{\"issueIdsOrKeys\":[\"" + String.join("\",\"", ids) + "\"],\"fields\":[\"*all\"],\"expand\":[\"changelog\"]}";
        HttpRequest request = HttpRequest.newBuilder(route)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("the simulator answered " + answer.statusCode());
        }
        return answer.body().length;
    }
}
