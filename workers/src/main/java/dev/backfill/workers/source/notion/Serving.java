package dev.backfill.workers.source.notion;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workflows.failure.FailureType;

/** Whether a route works for anything at all: only then is what it stumbles over the reason. An outage blames no page. */
final class Serving {
    private Serving() {}

    static boolean pages(NotionClient notion) {
        return knowsThatNobodyIsThere(() -> notion.page(NotionClient.NOBODY, Retries.FEW));
    }

    static boolean blocks(NotionClient notion) {
        return knowsThatNobodyIsThere(notion::childrenOfNobody);
    }

    private static boolean knowsThatNobodyIsThere(Runnable request) {
        try {
            request.run();
            return true;
        } catch (SourceException failure) {
            return failure.type() == FailureType.NOT_FOUND;
        }
    }
}
