package dev.backfill.workers.source.notion;

import dev.backfill.store.page.Row;
import dev.backfill.workers.source.RecordJson;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** The people and integrations of the workspace, whom pages name by id alone. */
final class NotionUsers {
    private final NotionClient notion;

    NotionUsers(NotionClient notion) {
        this.notion = notion;
    }

    /** None if the integration lacks the capability to read them: pages are readable without. */
    List<Row> rows() {
        Map<String, Row> rows = new LinkedHashMap<>();
        try {
            String workspace = Objects.requireNonNullElse(NotionValues.text(notion.me(), "bot", "workspace_name"), "");
            NotionList.each((most, cursor) -> notion.users(cursor), page -> {
                int before = rows.size();
                for (JsonNode user : NotionList.results(page)) {
                    String id = NotionValues.id(user, "id");
                    if (id != null && !BlockReader.isPartial(user)) {
                        rows.put(id, NotionTables.user(RecordJson.of(user), id, workspace));
                    }
                }
                return rows.size() > before;
            });
        } catch (SourceException failure) {
            if (failure.type() != FailureType.PERMISSION && !failure.isAboutContent()) {
                throw failure;
            }
        }
        return List.copyOf(rows.values());
    }
}
