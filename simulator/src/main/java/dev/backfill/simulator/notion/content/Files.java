package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.notion.workspace.NotionId;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files: external ones, and those that Notion keeps, whose signed addresses are new in each answer and expire after an hour.
 *
 * @param stable whether addresses come without what changes, for comparing
 * @param now when the answer is made
 */
record Files(boolean stable, Instant now) {

    private static final Duration VALID = Duration.ofHours(1);

    ObjectNode hosted(NotionId owner, String name) {
        String url = "https://prod-files-secure.s3.us-west-2.amazonaws.com/" + NotionId.of(NotionId.Kind.WORKSPACE, 0).text()
                + "/" + owner.text() + "/" + name;
        ObjectNode json = Shapes.object().put("type", "file");
        ObjectNode file = json.putObject("file");
        if (stable) {
            file.put("url", url);
        } else {
            file.put("url", url + "?X-Amz-Expires=3600&X-Amz-Signature=" + Long.toHexString(now.toEpochMilli() * 31))
                    .put("expiry_time", now.plus(VALID).toString());
        }
        return json;
    }

    static ObjectNode external(String url) {
        ObjectNode json = Shapes.object().put("type", "external");
        json.putObject("external").put("url", url);
        return json;
    }
}
