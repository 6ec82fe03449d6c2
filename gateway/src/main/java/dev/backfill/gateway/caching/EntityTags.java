package dev.backfill.gateway.caching;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives answers a weak {@code ETag}, so that {@code If-None-Match} is answered by 304 as long as nothing has changed (RFC 9110 13.1.2).
 * They may be kept by the client alone, and are asked about each time.
 */
@Component
public class EntityTags {
    private static final int BYTES = 16;
    private static final String ANY = "*";

    private final JsonMapper json;

    EntityTags(JsonMapper json) {
        this.json = json;
    }

    /** 200 with the body, or 304 if the client has it. */
    public <T> ResponseEntity<T> answer(T body, ServerHttpRequest request) {
        return answer(body, body, request);
    }

    /** @param essence of the body, what makes another one if it changes */
    public <T> ResponseEntity<T> answer(T body, Object essence, ServerHttpRequest request) {
        // Spring compares tags, but takes * for a matter of writes.
        boolean any = ANY.equals(request.getHeaders().getFirst(HttpHeaders.IF_NONE_MATCH));
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(any ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(tag(essence))
                .cacheControl(CacheControl.noCache().cachePrivate());
        return any ? answer.build() : answer.body(body);
    }

    private String tag(Object essence) {
        byte[] digest = sha256(json.writeValueAsBytes(essence));
        return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES)) + "\"";
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
