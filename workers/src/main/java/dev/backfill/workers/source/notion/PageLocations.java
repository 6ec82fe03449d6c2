package dev.backfill.workers.source.notion;

import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workflows.failure.FailureType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks for pages by id: where they are, whether they lie in the trash, or that they are gone or no longer shared. */
final class PageLocations {
    private final NotionClient notion;

    PageLocations(NotionClient notion) {
        this.notion = notion;
    }

    Map<String, Location> of(List<String> ids) {
        Map<String, Location> located = new HashMap<>();
        for (String id : ids) {
            Location location = of(id);
            if (location != null) {
                located.put(id, location);
            }
        }
        return located;
    }

    private @Nullable Location of(String id) {
        try {
            JsonNode page = notion.page(id, Retries.USUAL);
            if (BlockReader.isPartial(page)) {
                return new Location(id, null, null);
            }
            String partition = PageReader.owner(page, notion.version());
            return new Location(id, partition, JsonMembers.time(page, "created_time"), NotionValues.isInTrash(page));
        } catch (SourceException failure) {
            if (failure.type() == FailureType.NOT_FOUND) {
                return null;
            }
            boolean itsOwn = failure.type() == FailureType.PERMISSION || failure.type() == FailureType.CONFIGURATION || failure.isAboutContent();
            if (!itsOwn || !Serving.pages(notion)) {
                throw failure;
            }
            return new Location(id, null, null);
        }
    }
}
