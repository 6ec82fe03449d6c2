package dev.backfill.workers.source.http;

import dev.backfill.workers.secret.Secrets;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * An answer, read to its end.
 *
 * @param body decompressed
 */
public record Answer(int status, HttpHeaders headers, byte[] body) {
    /** What the header says, without our secrets. */
    public Optional<String> header(String name) {
        return headers.firstValue(name).map(Secrets::scrubbed);
    }

    /** Whether the body claims to be JSON. */
    public boolean isJson() {
        return header("content-type").orElse("").contains("json");
    }
}
