package dev.backfill.standalone.architecture.violating.gateway;

import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

public final class SchedulesItself {
    Mono<String> elastic(Mono<String> work) {
        return work.subscribeOn(Schedulers.boundedElastic());
    }

    CompletableFuture<String> pool() {
        return CompletableFuture.supplyAsync(() -> "blocked");
    }
}
