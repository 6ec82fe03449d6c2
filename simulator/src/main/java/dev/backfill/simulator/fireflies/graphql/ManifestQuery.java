package dev.backfill.simulator.fireflies.graphql;

import java.util.Optional;

/** The operation that the hashes of the manifest are made from. */
public final class ManifestQuery {

    private ManifestQuery() {}

    /** @param fields a selection without braces; a usual one when absent */
    public static String of(Optional<String> fields) {
        return "query($id: String!) { transcript(id: $id) { %s } }".formatted(
                fields.orElseGet(() -> Resource.text("manifest.graphql")));
    }
}
