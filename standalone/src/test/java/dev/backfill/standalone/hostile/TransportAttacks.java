package dev.backfill.standalone.hostile;

import static dev.backfill.standalone.hostile.Expected.malformed;
import static dev.backfill.standalone.hostile.Expected.notFound;
import static dev.backfill.standalone.hostile.Expected.problem;
import static dev.backfill.standalone.hostile.HostileRequest.row;
import static dev.backfill.standalone.hostile.Message.exactly;
import static dev.backfill.standalone.hostile.Message.get;
import static dev.backfill.standalone.hostile.Message.of;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Numbers 32 to 37 and 83 to 92: heads that are none, and paths and methods in other spellings. */
final class TransportAttacks {
    private static final String GET = "GET /api/v1/backfills HTTP/1.1\r\n";
    private static final String HOST = "Host: gateway.example\r\n";
    private static final String START = "POST /api/v1/backfills/jira HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

    private TransportAttacks() {}

    static List<HostileRequest> rows(Given given) {
        return Stream.of(headers(), framing(given), paths(given), methods(given)).flatMap(List::stream).toList();
    }

    private static List<HostileRequest> headers() {
        Expected tooLarge = problem(431, "headers-too-large");
        String many = IntStream.range(0, 200).mapToObj(number -> "X-" + number + ": 1\r\n").collect(Collectors.joining());
        return List.of(
                row(32, "header of 9 KB", get("/api/v1/backfills").with("X-Long", "a".repeat(9_000)), tooLarge),
                row(32, "header of 1 MB", get("/api/v1/backfills").with("X-Long", "a".repeat(1_000_000)), tooLarge),
                row(32, "target of 64 KB", get("/" + "a".repeat(65_536)), problem(414, "target-too-long")),
                row(32, "method of 10 KB", of("A".repeat(10_240), "/"), problem(414, "target-too-long")),
                row(33, "200 headers", exactly(GET + HOST + many), tooLarge),
                row(34, "CR in a value", exactly(GET + HOST + "X-A: a\rb\r\n"), malformed()),
                row(34, "LF and a header in a value", exactly(GET + HOST + "X-A: a\nX-Admin-Key: b\r\n"), malformed()),
                row(34, "NUL in a value", exactly(GET + HOST + "X-A: a\0b\r\n"), malformed()),
                row(34, "line break in a request id", exactly(GET + HOST + "Connection: close\r\nX-Request-ID: a\r\nSet-Cookie: x=y\r\n"),
                        Expected.unauthenticated().with("Set-Cookie", "").with("X-Request-ID", "a")),
                row(34, "escaped line break in the target", get("/%0d%0aSet-Cookie:%20x=y"), Expected.unauthenticated().with("Set-Cookie", "")),
                row(34, "space before the colon", exactly(GET + "Host : gateway.example\r\n"), malformed()),
                row(34, "header without a colon", exactly(GET + HOST + "nonsense\r\n"), malformed()),
                row(35, "folded by a space", exactly(GET + HOST + "X-A: a\r\n b\r\n"), malformed()),
                row(35, "folded by a tab", exactly(GET + HOST + "X-A: a\r\n\tX-Admin-Key: b\r\n"), malformed()),
                row(36, "two hosts", exactly(GET + HOST + "Host: evil.example\r\n"), malformed()),
                row(36, "no host", exactly(GET), malformed()),
                row(36, "host with a user", exactly(GET + "Host: user@gateway.example\r\n"), malformed()),
                row(36, "absolute target", of("GET", "http://169.254.169.254/latest/meta-data/"), malformed()));
    }

    private static List<HostileRequest> framing(Given given) {
        String start = START + "X-Admin-Key: " + given.adminKey() + "\r\n";
        return List.of(
                row(37, "length, then chunks", exactly(start + "Content-Length: 6\r\n" + CHUNKED).followedBy("0\r\n\r\nX"), malformed()),
                row(37, "chunks, then length", exactly(start + CHUNKED + "Content-Length: 6\r\n").followedBy("0\r\n\r\nX"), malformed()),
                row(37, "two lengths", exactly(start + "Content-Length: 2\r\nContent-Length: 3\r\n").followedBy("{}"), malformed()),
                row(37, "list of lengths", exactly(start + "Content-Length: 2, 2\r\n").followedBy("{}"), malformed()),
                row(37, "negative length", exactly(start + "Content-Length: -1\r\n"), malformed()),
                row(37, "gzip, then chunks", exactly(start + "Transfer-Encoding: gzip, chunked\r\n").followedBy("0\r\n\r\n"), malformed()),
                row(37, "hidden chunks", exactly(start + "Transfer-Encoding: xchunked\r\n").followedBy("0\r\n\r\n"), malformed()),
                row(37, "chunks in HTTP/1.0", exactly(start.replace("1.1", "1.0") + CHUNKED).followedBy("0\r\n\r\n"), malformed()),
                row(37, "chunk size that is no number", exactly(start + CHUNKED).followedBy("zz\r\n{}\r\n0\r\n\r\n"), malformed()),
                row(37, "chunk size over all bounds", exactly(start + CHUNKED).followedBy("ffffffffffffffffff\r\n{}"), malformed()),
                row(37, "HTTP/2 without asking", exactly("PRI * HTTP/2.0\r\n").followedBy("SM\r\n\r\n"), malformed()));
    }

    private static List<HostileRequest> paths(Given given) {
        return Stream.of(
                        List.of("83", "//api//v1/backfills"), List.of("83", "//health/live"), List.of("83", "/health//live"),
                        List.of("84", "/api/v1/backfills/"), List.of("84", "/health/live/"),
                        List.of("85", "/api/v1/backfills/%2e%2e/users"), List.of("85", "/health/../api/v1/users"), List.of("85", "/api/v1/./users"),
                        List.of("86", "/api/v1/backfills;a=b"), List.of("86", "/health/live;/api/v1/users"),
                        List.of("87", "/api/v1/backfills/%252f"), List.of("87", "/api/v1/backfills%2f"), List.of("87", "/api/v1/%62ackfills"),
                        List.of("87", "/api/v1/backfills%00"), List.of("87", "/api/v1/backfills%c0%ae"),
                        List.of("88", "/API/V1/backfills"), List.of("88", "/api/v1/Backfills"))
                .flatMap(row -> Stream.of(
                        row(Integer.parseInt(row.getFirst()), row.getLast(), get(row.getLast()).as(given.adminKey()), notFound()),
                        row(Integer.parseInt(row.getFirst()), row.getLast() + ", nobody", get(row.getLast()), Expected.unauthenticated())))
                .toList();
    }

    private static List<HostileRequest> methods(Given given) {
        String admin = given.adminKey();
        Expected notAllowed = problem(405, "method-not-allowed").with("Allow", "GET, HEAD");
        return List.of(
                row(83, "start by a doubled slash", Message.post("//api/v1/backfills/jira").as(admin), notFound()),
                row(84, "start by a slash at the end", Message.post("/api/v1/backfills/jira/").as(admin), notFound()),
                row(86, "start by a path parameter", Message.post("/api/v1/backfills/jira;a=b").as(admin), notFound()),
                row(87, "start by an escape", Message.post("/api/v1/backfills/%6aira").as(admin), notFound()),
                row(88, "start in capitals", Message.post("/api/v1/backfills/JIRA").as(admin), problem(404, "unknown-source")),
                row(87, "backslashes", get("/api\\v1\\backfills").as(admin), malformed()),
                row(89, "override of the method", of("GET", "/api/v1/backfills/" + given.run()).as(given.userKey())
                        .with("X-HTTP-Method-Override", "DELETE").with("X-Method-Override", "DELETE"), Expected.answered(200)),
                row(89, "override to read", of("DELETE", "/api/v1/backfills").as(admin).with("X-HTTP-Method-Override", "GET"), notAllowed),
                row(89, "override of the path", get("/health/live").with("X-Original-URL", "/api/v1/users").with("X-Rewrite-URL", "/api/v1/users"),
                        Expected.answered(200)),
                row(90, "TRACE", of("TRACE", "/api/v1/backfills").as(admin), notAllowed),
                row(91, "CONNECT", of("CONNECT", "evil.example:443").as(admin), problem(405, "method-not-allowed").with("Allow", "GET, .*")),
                row(92, "unknown method", of("BREW", "/api/v1/backfills").as(admin), notAllowed),
                row(92, "method in lower case", of("get", "/api/v1/backfills").as(admin), notAllowed),
                row(92, "unknown method, nobody", of("BREW", "/api/v1/backfills"), Expected.unauthenticated()),
                row(92, "PUT", of("PUT", "/api/v1/sources").as(admin), notAllowed),
                row(92, "answer of another type", get("/api/v1/backfills").as(admin).with("Accept", "application/xml"), problem(406, "not-acceptable")));
    }
}
