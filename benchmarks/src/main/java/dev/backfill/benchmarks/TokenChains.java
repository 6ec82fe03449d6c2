package dev.backfill.benchmarks;

import dev.backfill.standalone.BackfillSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The same issues by {@code /search/jql} along its page tokens, whole, one chain a project, all chains at once; read to the end and
 * dropped. A chain has no second request until its first is answered, and none can be taken up in the middle.
 */
final class TokenChains {
    private TokenChains() {}

    static double seconds(BackfillSystem system) {
        List<String> keys = JdbcClient.create(system.dataSource())
                .sql("select key from jira.project p where exists (select 1 from jira.issue i where i.project_id = p.id)")
                .query(String.class)
                .list();
        long begin = System.nanoTime();
        try (JiraRequests jira = new JiraRequests(system);
                ExecutorService followers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> chains = new ArrayList<>();
            keys.forEach(key -> chains.add(followers.submit(() -> follow(jira, key))));
            for (Future<?> chain : chains) {
                chain.get();
            }
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void follow(JiraRequests jira, String key) {
        JsonMapper json = JsonMapper.shared();
        ObjectNode body = json.createObjectNode()
                .put("jql", "project = \"" + key + "\" ORDER BY created DESC, id DESC")
                .put("maxResults", 100)
                .put("expand", "changelog");
        body.putArray("fields").add("*all");
        JsonNode token;
        do {
            token = json.readTree(jira.post("search/jql", body.toString())).path("nextPageToken");
            body.put("nextPageToken", token.asString(""));
        } while (token.isString());
    }
}
