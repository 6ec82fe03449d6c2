package dev.backfill.standalone.hostile;

import static dev.backfill.standalone.hostile.Expected.invalid;
import static dev.backfill.standalone.hostile.Expected.malformed;
import static dev.backfill.standalone.hostile.Expected.problem;
import static dev.backfill.standalone.hostile.HostileRequest.row;
import static dev.backfill.standalone.hostile.Message.exactly;
import static dev.backfill.standalone.hostile.Message.post;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Numbers 38 to 50 and 123 to 126: bodies that are too much, too slow, no JSON, or not what is asked for. */
final class BodyAttacks {
    private static final String START = "/api/v1/backfills/jira";
    private static final String API_KEYS = "/api/v1/api-keys";
    private static final long A_HUNDRED_MEGABYTES = 100_000_000;

    private BodyAttacks() {}

    static List<HostileRequest> rows(Given given) {
        return Stream.of(large(given), slow(given), noJson(given), otherTypes(given), assignments(given)).flatMap(List::stream).toList();
    }

    private static HostileRequest body(int number, String name, String body, Given given, Expected expected) {
        return row(number, name, post(START).as(given.adminKey()).json(body), expected);
    }

    /** The connection ends while the rest is still on its way, and with it sometimes the answer. */
    private static List<HostileRequest> large(Given given) {
        String head = "POST " + START + " HTTP/1.1\r\nHost: gateway.example\r\nContent-Type: application/json\r\nX-Admin-Key: " + given.adminKey() + "\r\n";
        String nobodys = "POST /nothing HTTP/1.1\r\nHost: gateway.example\r\n";
        return List.of(
                row(38, "100 MB in chunks", exactly(head + "Transfer-Encoding: chunked\r\n"), Delivery.followedBy(A_HUNDRED_MEGABYTES),
                        Expected.cutOff(413, "body-too-large")),
                row(38, "100 MB that nobody reads", exactly(nobodys + "Transfer-Encoding: chunked\r\n"), Delivery.followedBy(A_HUNDRED_MEGABYTES),
                        Expected.cutOff(401, "unauthenticated")),
                row(38, "100 MB by their length", exactly(head + "Content-Length: 100000000\r\n"), Delivery.followedBy(A_HUNDRED_MEGABYTES),
                        Expected.cutOff(413, "body-too-large")),
                row(38, "a byte too many", post(START).as(given.adminKey()).json("{\"days\": 1}" + " ".repeat(65_526)), problem(413, "body-too-large")),
                row(38, "70 KB to the issue of keys", post("/api/v1/api-keys").as(given.adminKey()).json("{\"name\": \"" + "x".repeat(70_000) + "\"}"),
                        problem(413, "body-too-large")),
                row(38, "compressed", post(START).as(given.adminKey()).with("Content-Encoding", "gzip").json("{}"), problem(415, "unsupported-media-type")));
    }

    private static List<HostileRequest> slow(Given given) {
        String head = "POST " + START + " HTTP/1.1\r\nHost: gateway.example\r\nContent-Type: application/json\r\nX-Admin-Key: " + given.adminKey() + "\r\n";
        Expected timeout = problem(408, "request-timeout");
        return List.of(
                row(39, "slow body", exactly(head + "Content-Length: 1000\r\n").followedBy("{"), Delivery.followedSlowlyBy(" "), timeout),
                row(39, "slow chunks", exactly(head + "Transfer-Encoding: chunked\r\n"), Delivery.followedSlowlyBy("1\r\n \r\n"), timeout),
                row(39, "slow head", exactly(head).withoutEnd(), Delivery.followedSlowlyBy("X"), timeout));
    }

    private static List<HostileRequest> noJson(Given given) {
        byte[] utf16 = "{\"days\": 1}".getBytes(StandardCharsets.UTF_16);
        byte[] broken = {'{', '"', (byte) 0xc3, '"', ':', '1', '}'};
        byte[] overlong = {'{', '"', (byte) 0xc0, (byte) 0xa2, '"', ':', '1', '}'};
        return List.of(
                body(40, "10,000 arrays deep", "{\"projects\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}", given, malformed()),
                body(40, "10,000 objects deep", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000), given, malformed()),
                body(41, "1e400", "{\"days\": 1e400}", given, invalid("/days")),
                body(41, "1e-400", "{\"requestsPerSecond\": 1e-400}", given, invalid("/requestsPerSecond")),
                body(41, "1e999999999", "{\"requestsPerSecond\": 1e999999999}", given, invalid("/requestsPerSecond")),
                body(41, "1,000 digits", "{\"days\": " + "7".repeat(1_000) + "}", given, malformed()),
                body(42, "NaN", "{\"days\": NaN}", given, malformed()),
                body(42, "Infinity", "{\"requestsPerSecond\": Infinity}", given, malformed()),
                body(43, "member twice", "{\"days\": 1, \"days\": 2}", given, malformed()),
                body(43, "member twice, one escaped", "{\"days\": 1, \"d\\u0061ys\": 2}", given, malformed()),
                body(44, "trailing garbage", "{\"days\": 1} x", given, malformed()),
                body(44, "two objects", "{\"days\": 1}{\"days\": 2}", given, malformed()),
                body(44, "comment", "{\"days\": 1 /* more */}", given, malformed()),
                body(44, "comma too many", "{\"days\": 1,}", given, malformed()),
                body(44, "single quotes", "{'days': 1}", given, malformed()),
                body(44, "cut", "{\"days\": 1", given, malformed()),
                body(45, "byte order mark", "\uFEFF{\"days\": 1}", given, malformed()),
                row(45, "UTF-16", post(START).as(given.adminKey()).json(utf16), malformed()),
                row(45, "UTF-16, and says so", post(START).as(given.adminKey()).with("Content-Type", "application/json; charset=utf-16").body(utf16),
                        problem(415, "unsupported-media-type").with("Accept", "application/json")),
                row(45, "broken UTF-8", post(START).as(given.adminKey()).json(broken), malformed()),
                row(45, "overlong UTF-8", post(START).as(given.adminKey()).json(overlong), malformed()),
                body(45, "half of a surrogate pair", "{\"projects\": [\"\\ud83d\"]}", given, invalid("/projects/0")),
                body(45, "NUL in a text", "{\"projects\": [\"AB\\u0000\"]}", given, invalid("/projects/0")));
    }

    private static List<HostileRequest> otherTypes(Given given) {
        return List.of(
                body(46, "blanks", "   ", given, malformed()),
                row(46, "empty, where members are needed", post(API_KEYS).as(given.adminKey()).json(""), invalid("name", "role")),
                row(46, "of no type", post(START).as(given.adminKey()).body("{}".getBytes(StandardCharsets.UTF_8)), problem(415, "unsupported-media-type")),
                row(46, "a form", post(START).as(given.adminKey()).with("Content-Type", "application/x-www-form-urlencoded")
                        .body("days=1".getBytes(StandardCharsets.UTF_8)), problem(415, "unsupported-media-type")),
                body(47, "null", "null", given, malformed()),
                body(47, "null for days", "{\"days\": null}", given, invalid("/days")),
                body(48, "array", "[]", given, malformed()),
                body(48, "array of objects", "[{\"days\": 1}]", given, malformed()),
                body(49, "text for days", "{\"days\": \"7\"}", given, invalid("/days")),
                body(49, "text for activeOnly", "{\"activeOnly\": \"true\"}", given, invalid("/activeOnly")),
                body(49, "number for activeOnly", "{\"activeOnly\": 1}", given, invalid("/activeOnly")),
                body(49, "object for projects", "{\"projects\": {\"0\": \"AB\"}}", given, invalid("/projects")),
                body(49, "number for planId", "{\"planId\": 7}", given, invalid("/planId")),
                body(50, "7.5 days", "{\"days\": 7.5}", given, invalid("/days")),
                body(50, "-0 days", "{\"days\": -0}", given, invalid("/days")),
                body(50, "1e2 days", "{\"days\": 1e2}", given, invalid("/days")));
    }

    private static List<HostileRequest> assignments(Given given) {
        return List.of(
                body(123, "id", "{\"id\": \"mine\", \"days\": 1}", given, invalid("/id")),
                body(124, "state", "{\"state\": \"COMPLETED\"}", given, invalid("/state")),
                body(125, "role", "{\"role\": \"ADMIN\"}", given, invalid("/role")),
                row(125, "role ADMIN and more, of a key", post(API_KEYS).as(given.adminKey())
                        .json("{\"name\": \"x\", \"role\": \"USER\", \"hash\": \"00\", \"createdBy\": \"admin\"}"), invalid("/hash", "/createdBy")),
                body(126, "startedBy", "{\"startedBy\": \"someone\", \"requestedBy\": \"someone\"}", given, invalid("/startedBy", "/requestedBy")),
                body(126, "prototype", "{\"__proto__\": {\"role\": \"ADMIN\"}, \"constructor\": 1}", given, invalid("/__proto__", "/constructor")),
                body(126, "type of a class", "{\"@class\": \"java.net.URL\"}", given, invalid("/@class")));
    }
}
