package dev.backfill.workers.source.http;

import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * An answer, read to its end.
 *
 * @param body decompressed
 */
public record Answer(int status, HttpHeaders headers, byte[] body) {
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Whether the body claims to be JSON. */
    public boolean isJson() {
        return header("content-type").orElse("").contains("json");
    }
}
