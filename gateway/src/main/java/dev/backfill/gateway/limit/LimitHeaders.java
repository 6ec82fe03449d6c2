package dev.backfill.gateway.limit;

import dev.backfill.store.limit.Quota;
import dev.backfill.store.limit.Standing.Left;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** The RateLimit fields of an answer (IETF draft ratelimit-headers 10), with every limit that the request was counted against. */
final class LimitHeaders {
    private static final String KEY = LimitHeaders.class.getName();

    private final ServerWebExchange exchange;
    private final List<Left> standings = new ArrayList<>();

    private LimitHeaders(ServerWebExchange exchange) {
        this.exchange = exchange;
    }

    static LimitHeaders of(ServerWebExchange exchange) {
        return (LimitHeaders) exchange.getAttributes().computeIfAbsent(KEY, absent -> new LimitHeaders(exchange));
    }

    static boolean isCounted(ServerWebExchange exchange) {
        return exchange.getAttributes().containsKey(KEY);
    }

    void add(List<Left> more) {
        standings.addAll(more);
        write();
    }

    void giveBack(List<Quota> quotas) {
        standings.replaceAll(left -> quotas.contains(left.quota())
                ? new Left(left.quota(), Math.min(left.quota().requests(), left.requests() + 1), left.untilReset())
                : left);
        write();
    }

    private void write() {
        if (exchange.getResponse().isCommitted()) {
            return;
        }
        standings.sort(Comparator.comparingLong(Left::requests).thenComparing(Left::untilReset, Comparator.reverseOrder()));
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set("RateLimit", standings.stream()
                .map(left -> "\"" + left.quota().name() + "\";r=" + left.requests() + ";t=" + ceilSeconds(left.untilReset()))
                .collect(Collectors.joining(", ")));
        headers.set("RateLimit-Policy", standings.stream()
                .map(Left::quota)
                .sorted(Comparator.comparingLong(Quota::requests))
                .map(quota -> "\"" + quota.name() + "\";q=" + quota.requests() + ";w=" + quota.window().toSeconds())
                .collect(Collectors.joining(", ")));
    }

    /** Never less than the truth, and never zero. */
    static long ceilSeconds(Duration time) {
        return Math.max(1, time.plusNanos(999_999_999).toSeconds());
    }
}
