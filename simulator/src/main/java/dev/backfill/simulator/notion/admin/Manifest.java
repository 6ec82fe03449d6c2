package dev.backfill.simulator.notion.admin;

import dev.backfill.simulator.json.CanonicalJson;
import dev.backfill.simulator.json.Json;
import dev.backfill.simulator.notion.content.Child;
import dev.backfill.simulator.notion.content.Content;
import dev.backfill.simulator.notion.content.NotionVersion;
import dev.backfill.simulator.notion.content.Rendering;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be seen at this moment, one line an object; what is hidden, in the trash or gone is left out.
 * Hashes are of what version 2025-09-03 tells, without ids of requests and without what signs addresses of files.
 */
final class Manifest {

    private static final int LINES_A_CHUNK = 32;
    private static final Rendering STABLE = new Rendering(NotionVersion.OF_2025, true, Instant.EPOCH);

    private final Content content;

    Manifest(Content content) {
        this.content = content;
    }

    /** @param partition id of a data source, or {@code workspace} for the pages of none; everything when absent */
    Publisher<byte[]> lines(NotionId.Kind kind, Optional<String> partition) {
        if (kind == NotionId.Kind.USER) {
            return Flux.fromIterable(content.userList(NotionVersion.OF_2025)).map(user -> line(Json.MAPPER.createObjectNode().put("id", user.id())
                    .put("object", "user").put("sha256", CanonicalJson.sha256(Json.bytes(user.json().get())))));
        }
        int size = content.workspace().reading(() -> content.workspace().all(kind).size());
        return Flux.range(0, (size + LINES_A_CHUNK - 1) / LINES_A_CHUNK)
                .map(chunk -> content.workspace().reading(() -> chunk(kind, chunk, size, partition)))
                .filter(bytes -> bytes.length > 0);
    }

    private byte[] chunk(NotionId.Kind kind, int chunk, int size, Optional<String> partition) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Node node : content.workspace().all(kind).subList(chunk * LINES_A_CHUNK, Math.min(size, (chunk + 1) * LINES_A_CHUNK))) {
            if (node.isVisible() && !node.inTrash() && partition.filter(wanted -> !wanted.equals(partition(node))).isEmpty()) {
                out.writeBytes(line(node.isPage() ? page(node) : object(node)));
            }
        }
        return out.toByteArray();
    }

    private static String partition(Node node) {
        return node.isRow() ? node.parent().orElseThrow().id().text() : "workspace";
    }

    private static byte[] line(ObjectNode json) {
        byte[] bytes = Json.bytes(json);
        byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
        line[bytes.length] = '\n';
        return line;
    }

    private ObjectNode object(Node node) {
        ObjectNode told = content.object(node, STABLE);
        ObjectNode json = Json.MAPPER.createObjectNode().put("id", node.id().text()).put("object", told.path("object").asString())
                .put("title", content.title(node)).put("listed", node.isListed());
        json.set("parent", told.get("parent"));
        json.set("created_time", told.get("created_time"));
        json.set("last_edited_time", told.get("last_edited_time"));
        return json.put("sha256", CanonicalJson.sha256(Json.bytes(told)));
    }

    private ObjectNode page(Node page) {
        ObjectNode json = object(page);
        json.put("archived", page.isArchived()).put("partition", partition(page)).put("crawlable", isCrawlable(page)).put("references", content.references(page));
        List<Child> blocks = content.blocks().all(page, STABLE);
        ArrayNode ids = json.putArray("blocks");
        ArrayNode told = Json.MAPPER.createArrayNode();
        for (Child block : blocks) {
            ids.add(block.id());
            told.add(block.json().get());
        }
        json.put("blocksSha256", CanonicalJson.sha256(Json.bytes(told)));
        content.commentIds(page).forEach(json.putArray("comments")::add);
        return json;
    }

    /** Whether going down from the pages at the top leads to it. */
    private static boolean isCrawlable(Node node) {
        return node.isVisible() && !node.inTrash() && node.parent().map(Manifest::isCrawlable).orElse(true);
    }
}
