package dev.backfill.standalone.watch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The verdict of a run.
 *
 * @param verdict {@code VERIFIED}, or in what way it is not
 * @param findings what was found, by kind such as {@code mended}; kinds of which nothing was found are left out
 */
public record Verification(String verdict, long expected, long stored, Map<String, Finding> findings) {
    private static final List<String> KINDS = List.of("remaining", "mended", "deleted", "moved", "pending", "withheld");

    /** @param ids some of them, for a look */
    public record Finding(long count, List<String> ids) {}

    static Verification from(JsonNode verification) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (String kind : KINDS) {
            JsonNode node = verification.path(kind);
            long count = node.isNumber() ? node.asLong() : node.path("count").asLong(0);
            if (count > 0) {
                findings.put(kind, new Finding(count, node.path("ids").valueStream().map(id -> id.asString("?")).toList()));
            }
        }
        return new Verification(
                verification.path("verdict").asString(""),
                verification.path("expected").asLong(0),
                verification.path("stored").asLong(0),
                findings);
    }

    /** Whether what the source gives is stored, be it except for what is named. */
    public boolean isVerified() {
        return verdict.equals("VERIFIED") || verdict.equals("VERIFIED_EXCEPT");
    }
}
