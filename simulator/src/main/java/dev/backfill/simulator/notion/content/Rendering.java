package dev.backfill.simulator.notion.content;

import java.time.Instant;

/**
 * For whom JSON is made.
 *
 * @param stable whether all that changes from answer to answer is left out, for comparing
 * @param now when the answer is made
 */
public record Rendering(NotionVersion version, boolean stable, Instant now) {

    Files files() {
        return new Files(stable, now);
    }
}
