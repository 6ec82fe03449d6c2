package dev.backfill.gateway.limit;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.store.limit.LimitBuckets;
import dev.backfill.store.limit.Quota;
import dev.backfill.store.limit.Standing;
import dev.backfill.workflows.source.SourceDefinition;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Counts a request against a limit, and tells the caller how it stands. */
@Component
class Limits {
    private static final Logger log = LoggerFactory.getLogger(Limits.class);

    private final LimitBuckets buckets;
    private final BlockingCalls blocking;
    private final MeterRegistry meters;
    private final LimitSettings settings;

    Limits(LimitBuckets buckets, BlockingCalls blocking, MeterRegistry meters, LimitSettings settings) {
        this.buckets = buckets;
        this.blocking = blocking;
        this.meters = meters;
        this.settings = settings;
    }

    /**
     * What is limited.
     *
     * @param key whose requests, of which kind
     * @param quotas all of which have to permit it
     */
    record Limit(String key, List<Quota> quotas) {}

    Limit requests(Client client) {
        return new Limit("requests|" + client.key(), List.of(
                new Quota("hour", settings.hour(), Duration.ofHours(1)), new Quota("day", settings.day(), Duration.ofDays(1))));
    }

    Limit logins(Client client) {
        return new Limit("login|" + client.key(), List.of(new Quota("login", settings.loginPerMinute(), Duration.ofMinutes(1))));
    }

    Limit starts(SourceDefinition source, Client client) {
        Quota quota = new Quota("start-" + source.id(), settings.startsPerHour(source), Duration.ofHours(1));
        return new Limit(quota.name() + "|" + client.key(), List.of(quota));
    }

    /** Fails with a problem of status 429 if the limit is used up, and of 503 if it cannot be counted. */
    Mono<Void> count(Limit limit, ServerWebExchange exchange) {
        return take(limit).flatMap(standing -> tell(standing, exchange));
    }

    /** Counts one, if that is permitted. Fails with a problem of status 503 if it cannot be counted. */
    Mono<Standing> take(Limit limit) {
        return blocking.call(() -> buckets.take(limit.key(), limit.quotas()));
    }

    /** Fails with a problem of status 429 if it was not permitted. */
    Mono<Void> tell(Standing standing, ServerWebExchange exchange) {
        LimitHeaders.of(exchange).add(standing.quotas());
        return standing.permitted() ? Mono.empty() : Mono.error(refuse(standing));
    }

    private ProblemException refuse(Standing standing) {
        Quota usedUp = standing.quotas().stream()
                .filter(left -> left.requests() == 0)
                .max(Comparator.comparing(Standing.Left::untilReset))
                .orElseThrow()
                .quota();
        meters.counter("backfill.limit.hits", "limit", usedUp.name()).increment();
        long seconds = LimitHeaders.ceilSeconds(standing.retryAfter());
        return new ProblemException(
                        ProblemType.TOO_MANY_REQUESTS,
                        "The limit " + usedUp.name() + " permits " + usedUp.requests() + " in " + usedUp.window().toSeconds()
                                + " seconds; the next one in " + seconds + " seconds.")
                .withHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    }

    /** Takes back what was counted, as nothing came of it. If that fails, the client has one less. */
    Mono<Void> giveBack(Limit limit, ServerWebExchange exchange) {
        return blocking.call(() -> {
                    buckets.giveBack(limit.key(), limit.quotas());
                    return true;
                })
                .doOnNext(done -> LimitHeaders.of(exchange).giveBack(limit.quotas()))
                .onErrorResume(failure -> {
                    log.warn("A request that came to nothing stays counted: {}", failure.toString());
                    return Mono.empty();
                })
                .then();
    }
}
