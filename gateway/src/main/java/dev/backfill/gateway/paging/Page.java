package dev.backfill.gateway.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * Entries of a list, the latest first.
 *
 * @param next the path of the next page; null on the last one
 */
public record Page<T>(List<T> entries, @Nullable String next) {
    /**
     * @param found one more than a page has, if there are as many: that tells whether there is a next page
     * @param limit entries on a page
     * @param next the path of the page after the one that ends with this entry
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> next) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> shown = found.subList(0, limit);
        return new Page<>(shown, next.apply(shown.getLast()));
    }

    /** With {@code next} in the header {@code Link} as well (RFC 8288). */
    public <V> ResponseEntity<V> answer(V body) {
        return link(ResponseEntity.ok().body(body), next);
    }

    /** The answer with the header {@code Link} to the next page, if there is one. */
    public static <V> ResponseEntity<V> link(ResponseEntity<V> answer, @Nullable String next) {
        return next == null
                ? answer
                : ResponseEntity.status(answer.getStatusCode())
                        .headers(answer.getHeaders())
                        .header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"")
                        .body(answer.getBody());
    }
}
