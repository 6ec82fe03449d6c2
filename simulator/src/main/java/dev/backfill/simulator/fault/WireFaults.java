package dev.backfill.simulator.fault;

import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;

/** Faults that need to know nothing of the vendor: they take the place of an answer, or spoil it. */
public final class WireFaults {

    private static final int CHUNK = 1024 * 1024;

    private final Faults faults;
    private final VendorErrors errors;
    private final InstantSource clock;

    /**
     * @param errors the vendor's own form of an error
     * @param clock gives dates in Retry-After
     */
    public WireFaults(Faults faults, VendorErrors errors, InstantSource clock) {
        this.faults = faults;
        this.errors = errors;
        this.clock = clock;
    }

    /** What a call of a route gets: the vendor's answer, late or broken if a fault says so, or another in its place. */
    public Answer around(String route, Supplier<Answer> vendor) {
        return instead(route).map(other -> late(route, other)).orElseGet(() -> spoil(route, vendor.get()));
    }

    private Optional<Answer> instead(String route) {
        return faults.fire(FaultKind.RESET, route).map(_ -> Answer.json(200, new byte[0]).delivered(new Delivery.Reset()))
                .or(() -> faults.fire(FaultKind.THROTTLE, route).map(this::throttled))
                .or(() -> faults.fire(FaultKind.SERVER_ERROR, route).map(this::serverError))
                .or(() -> faults.fire(FaultKind.HTML, route).map(WireFaults::html))
                .or(() -> faults.fire(FaultKind.REDIRECT, route).map(WireFaults::redirect))
                .or(() -> faults.fire(FaultKind.HUGE_BODY, route).map(WireFaults::huge));
    }

    private Answer spoil(String route, Answer answer) {
        Answer spoiled = answer;
        if (faults.fire(FaultKind.HALF_JSON, route).isPresent()) {
            spoiled = spoiled.replaced(Arrays.copyOf(spoiled.body(), spoiled.body().length / 2));
        }
        if (faults.fire(FaultKind.HALF_BODY, route).isPresent()) {
            spoiled = spoiled.delivered(new Delivery.HalfBody());
        }
        Optional<Fault> slow = faults.fire(FaultKind.SLOW_BODY, route);
        if (slow.isPresent()) {
            spoiled = spoiled.delivered(new Delivery.Slow(slow.get().number("bytesPerSecond", 1_000)));
        }
        return late(route, spoiled);
    }

    private Answer late(String route, Answer answer) {
        return faults.fire(FaultKind.LATENCY, route).map(fault -> {
            int jitter = fault.number("jitter", 0);
            long more = jitter > 0 ? ThreadLocalRandom.current().nextInt(jitter + 1) : 0;
            return answer.delayed(Duration.ofMillis(fault.number("milliseconds", 0) + more));
        }).orElse(answer);
    }

    private Answer throttled(Fault fault) {
        Answer answer = errors.throttled(fault.number("status", 429));
        int seconds = fault.number("retryAfterSeconds", fault.has("retryAfterDate") ? 1 : -1);
        if (fault.has("retryAfterDate")) {
            return answer.with("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME
                    .format(clock.instant().plusSeconds(seconds).atZone(ZoneOffset.UTC)));
        }
        return seconds >= 0 ? answer.with("Retry-After", Integer.toString(seconds)) : answer;
    }

    private Answer serverError(Fault fault) {
        return errors.of(fault.number("status", 500), "Internal server error");
    }

    private static Answer html(Fault fault) {
        return Answer.html(fault.number("status", 200),
                "<!DOCTYPE html><html><head><title>Atlassian</title></head>"
                        + "<body><h1>We'll be right back</h1></body></html>");
    }

    private static Answer redirect(Fault fault) {
        return Answer.html(fault.number("status", 302), "")
                .with("Location", fault.text("location", "https://example.com/login"));
    }

    private static Answer huge(Fault fault) {
        byte[] chunk = new byte[CHUNK];
        Arrays.fill(chunk, (byte) 'x');
        Flux<byte[]> body = Flux.concat(
                Flux.just("{\"issues\":[],\"padding\":\"".getBytes(StandardCharsets.US_ASCII)),
                Flux.range(0, fault.number("megabytes", 1)).map(_ -> chunk.clone()),
                Flux.just("\"}".getBytes(StandardCharsets.US_ASCII)));
        return Answer.lines(body).with("Content-Type", "application/json;charset=UTF-8");
    }
}
