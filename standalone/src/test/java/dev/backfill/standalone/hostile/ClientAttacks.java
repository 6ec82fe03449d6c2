package dev.backfill.standalone.hostile;

import static dev.backfill.standalone.hostile.Expected.answered;
import static dev.backfill.standalone.hostile.Expected.invalid;
import static dev.backfill.standalone.hostile.Expected.problem;
import static dev.backfill.standalone.hostile.Expected.unauthenticated;
import static dev.backfill.standalone.hostile.HostileRequest.row;
import static dev.backfill.standalone.hostile.Message.get;
import static dev.backfill.standalone.hostile.Message.of;
import static dev.backfill.standalone.hostile.Message.post;

import java.util.List;
import java.util.stream.Stream;

/** Numbers 93 to 107: who the sender pretends to be to the limits and to browsers, and many streams. */
final class ClientAttacks {
    private static final String LIST = "/api/v1/backfills";
    private static final String SIGN_IN = "/api/v1/auth/google";

    private ClientAttacks() {}

    static List<HostileRequest> rows(Given given) {
        return Stream.of(addresses(given), origins(given), streams(given)).flatMap(List::stream).toList();
    }

    /** That they all fall into the same buckets is seen afterwards, in the table of buckets. */
    private static List<HostileRequest> addresses(Given given) {
        return List.of(
                row(93, "X-Forwarded-For", get(LIST).with("X-Forwarded-For", "203.0.113.7"), unauthenticated().with("RateLimit", ".*\"hour\";r=.*")),
                row(93, "Forwarded", get(LIST).with("Forwarded", "for=203.0.113.8;proto=https"), unauthenticated()),
                row(93, "X-Real-IP and others", get(LIST).with("X-Real-IP", "203.0.113.9").with("True-Client-IP", "203.0.113.10")
                        .with("CF-Connecting-IP", "203.0.113.11"), unauthenticated()),
                row(94, "100 of them", get(LIST).with("X-Forwarded-For", "6.6.6.6, ".repeat(99) + "203.0.113.7"), unauthenticated()),
                row(94, "a list that is none", get(LIST).with("X-Forwarded-For", ",\",for=".repeat(100)), unauthenticated()),
                row(95, "IPv6", get(LIST).with("X-Forwarded-For", "2001:db8::1"), unauthenticated()),
                row(95, "IPv6 in another form", get(LIST).with("X-Forwarded-For", "[2001:0DB8:0:0::1]:4711"), unauthenticated()),
                row(95, "IPv4 as IPv6", get(LIST).with("X-Forwarded-For", "::ffff:203.0.113.7"), unauthenticated()),
                row(96, "header in other case", get(LIST).with("x-ADMIN-key", given.adminKey()), answered(200)),
                row(96, "key in other case", get(LIST).as(given.adminKey().toLowerCase()), unauthenticated()),
                row(96, "scheme in other case", get(LIST).with("Authorization", "bEaReR " + given.token("USER").text()), answered(200)),
                row(97, "path in another spelling", get("//api/v1/%62ackfills").as(given.adminKey()), Expected.notFound().with("RateLimit", ".*\"hour\";r=.*")),
                row(97, "health in another spelling", get("/health//live"), unauthenticated().with("RateLimit", ".*\"hour\";r=.*")),
                row(97, "sign-in without end, from other addresses", post(SIGN_IN).with("X-Forwarded-For", "203.0.113.7").json("{\"idToken\": \"a.b.c\"}"),
                        Delivery.times(12), problem(429, "too-many-requests").with("Retry-After", "[1-9]\\d?").with("RateLimit", "\"login\";r=0;t=.*")),
                row(98, "a token", get(LIST).bearer(given.token("USER").text()), answered(200)),
                row(98, "another token of the same user", get(LIST).bearer(given.token("USER").claim("jti", "2").text()), answered(200)),
                row(98, "a third one, with another role", get(LIST).bearer(given.token("ADMIN").claim("jti", "3").text()), answered(200)));
    }

    private static HostileRequest origin(int number, String origin, Given given, String allowed) {
        return row(number, "origin " + origin, get(LIST).as(given.adminKey()).with("Origin", origin), answered(200)
                .with("Access-Control-Allow-Origin", allowed).with("Access-Control-Allow-Credentials", "").with("Vary", ".*Origin.*"));
    }

    private static HostileRequest preflight(int number, String origin, String method) {
        return row(number, "preflight of " + origin + " for " + method, of("OPTIONS", LIST).with("Origin", origin).with("Access-Control-Request-Method", method),
                answered(204).with("Access-Control-Allow-Origin", "").with("Access-Control-Allow-Methods", ""));
    }

    /** Allowed are those of a development machine, such as http://localhost:3000. */
    private static List<HostileRequest> origins(Given given) {
        return List.of(
                origin(99, "null", given, ""),
                preflight(99, "null", "GET"),
                origin(100, "http://localhost:3000.evil.example", given, ""),
                origin(100, "http://localhost.evil.example:3000", given, ""),
                origin(100, "http://evil-localhost:3000", given, ""),
                origin(100, "http://localhost:3000@evil.example", given, ""),
                preflight(100, "http://localhost:3000.evil.example", "POST"),
                origin(101, "https://localhost:3000", given, ""),
                origin(101, "file://", given, ""),
                origin(102, "http://localhost:3003", given, ""),
                origin(102, "http://localhost", given, ""),
                origin(102, "http://127.0.0.1:3000", given, ""),
                origin(103, "http://LOCALHOST:3000", given, "http://LOCALHOST:3000"),
                origin(103, "http://localhost:3000/", given, ""),
                origin(103, "http://localhost:3000 http://evil.example", given, ""),
                preflight(103, "http://localhost:3000", "TRACE"));
    }

    private static List<HostileRequest> streams(Given given) {
        Message watch = get("/api/v1/backfills/" + given.run() + "/events").as(given.userKey());
        Expected stream = answered(200).with("Content-Type", "text/event-stream.*");
        return List.of(
                row(104, "more than a principal may open", watch, Delivery.besides(20), problem(429, "too-many-streams").with("Retry-After", "\\d+")),
                row(104, "another principal beside them", get("/api/v1/backfills/" + given.run() + "/events").as(given.adminKey()), stream),
                row(105, "19 that are never read", watch, Delivery.besides(19), stream),
                row(106, "of a run that is not there", get("/api/v1/backfills/jira-2026-11-24-zzzz/events").as(given.userKey()), problem(404, "unknown-backfill")),
                row(106, "from an event of another run", watch.with("Last-Event-ID", "jira-2026-11-24-zzzz:1"), problem(400, "invalid-event-id")),
                row(106, "from an event that cannot be", watch.with("Last-Event-ID", given.run() + ":99999999999999999999"), problem(400, "invalid-event-id")),
                row(106, "with a parameter", get("/api/v1/backfills/" + given.run() + "/events?from=1").as(given.userKey()), invalid("from")),
                row(107, "60 that come and go", watch, Delivery.leftWhileItIsAnswered(60), stream));
    }
}
