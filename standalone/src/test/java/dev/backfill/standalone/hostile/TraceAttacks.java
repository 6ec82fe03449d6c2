package dev.backfill.standalone.hostile;

import static dev.backfill.standalone.hostile.Expected.answered;
import static dev.backfill.standalone.hostile.Expected.invalid;
import static dev.backfill.standalone.hostile.Expected.malformed;
import static dev.backfill.standalone.hostile.Expected.notFound;
import static dev.backfill.standalone.hostile.Expected.problem;
import static dev.backfill.standalone.hostile.HostileRequest.row;
import static dev.backfill.standalone.hostile.Message.get;
import static dev.backfill.standalone.hostile.Message.of;
import static dev.backfill.standalone.hostile.Message.post;

import dev.backfill.standalone.hostile.HostileRequest.Port;
import java.util.List;
import java.util.stream.Stream;

/** Numbers 108 to 118 and 127 to 134: what would get into logs, what would get out of them, idempotency keys, and the management port. */
public final class TraceAttacks {
    /** An API key of this name makes PostgreSQL fail, with {@link #TOLD_BY_POSTGRESQL} and a statement. */
    public static final String MAKES_POSTGRESQL_FAIL = "makes PostgreSQL fail";
    public static final String TOLD_BY_POSTGRESQL = "told by PostgreSQL";

    private static final String START = "/api/v1/backfills/jira";

    private TraceAttacks() {}

    static List<HostileRequest> rows(Given given) {
        return Stream.of(injections(given), leaks(given), idempotencyKeys(given), management(given)).flatMap(List::stream).toList();
    }

    private static List<HostileRequest> injections(Given given) {
        String admin = given.adminKey();
        return List.of(
                row(108, "line break in a value", post(START).as(admin).json("{\"projects\": [\"A\\r\\n2026-11-24T00:00:00.000Z ERROR [-] forged\"]}"),
                        invalid("/projects/0")),
                row(108, "line break in a path", get("/api/v1/backfills/%0A2026-11-24%20ERROR%20forged").as(admin), notFound()),
                row(108, "line separator in a value", post(START).as(admin).json("{\"\u2028forged\": 1}"), invalid("/?forged")),
                row(109, "ANSI in a header", get("/nothing").as(admin).with("User-Agent", "\u001b[31mred\u001b[2J"), malformed()),
                row(109, "ANSI in a path", get("/%1B%5B31mred").as(admin), notFound()),
                row(110, "JNDI in a header", get("/nothing").as(admin).with("User-Agent", "${jndi:ldap://127.0.0.1:1/x}"), notFound()),
                row(110, "JNDI in a request id", get("/nothing").as(admin).with("X-Request-ID", "${jndi:ldap://127.0.0.1:1/x}"),
                        notFound().with("X-Request-ID", "[0-9a-f]{32}")),
                row(110, "JNDI in a value", post(START).as(admin).json("{\"${jndi:ldap://127.0.0.1:1/x}\": 1}"), invalid("/${jndi:ldap:~1~1127.0.0.1:1~1x}")),
                row(111, "emoji in a path", get("/%F0%9F%92%A9").as(admin), notFound()),
                row(111, "emoji in a path, as bytes", get("/\ud83d\udca9").as(admin), malformed()),
                row(111, "emoji in a value", post(START).as(admin).json("{\"projects\": [\"\ud83d\udca9\"]}"), invalid("/projects/0")),
                row(112, "1 MB in a header", get("/nothing").as(admin).with("User-Agent", "x".repeat(1_000_000)), problem(431, "headers-too-large")),
                row(112, "1 MB in a value", post(START).as(admin).json("{\"projects\": [\"" + "x".repeat(1_000_000) + "\"]}"), problem(413, "body-too-large")),
                row(112, "60 KB in a value", post(START).as(admin).json("{\"projects\": [\"" + "x".repeat(60_000) + "\"]}"), invalid("/projects/0")),
                row(112, "request id of 129 characters", get("/nothing").as(admin).with("X-Request-ID", "x".repeat(129)),
                        notFound().with("X-Request-ID", "[0-9a-f]{32}")),
                row(112, "trace that is none", get("/nothing").as(admin).with("traceparent", "00-" + "0".repeat(32) + "-${jndi:x}-01"), notFound()));
    }

    private static List<HostileRequest> leaks(Given given) {
        String admin = given.adminKey();
        return List.of(
                row(113, "an error of PostgreSQL", post("/api/v1/api-keys").as(admin).json("{\"name\": \"" + MAKES_POSTGRESQL_FAIL + "\", \"role\": \"USER\"}"),
                        problem(500, "internal-error")),
                row(114, "an error of Temporal", post("/api/v1/backfills/" + given.run() + "/pause").as(admin), problem(409, "workflow-gone")),
                row(115, "an error of Jira", get("/api/v1/backfills/jira/test-query?days=1&limit=1").as(admin), problem(409, "source-refuses")),
                row(116, "a type that is none", post(START).as(admin).with("Content-Type", "nonsense").body(new byte[] {'{', '}'}),
                        problem(415, "unsupported-media-type")),
                row(116, "an answer of a type that is none", get("/api/v1/backfills").as(admin).with("Accept", "nonsense"), problem(406, "not-acceptable")),
                row(117, "host of another", Message.exactly("GET /nothing HTTP/1.1\r\nHost: evil.example:1\r\nConnection: close\r\n").as(admin)
                        .with("X-Forwarded-Host", "evil.example"), notFound()),
                row(117, "source that has no worker", post("/api/v1/backfills/slack").as(admin), problem(409, "source-unavailable")),
                row(118, "JSON that breaks the parser", post(START).as(admin).json("{\"days\": 1,,}"), malformed()),
                row(118, "asking for a stack", get("/nothing?trace=true&message=true&errors=true").as(admin), notFound()));
    }

    private static List<HostileRequest> idempotencyKeys(Given given) {
        String admin = given.adminKey();
        Expected refused = problem(400, "invalid-idempotency-key");
        return List.of(
                row(127, "of the same caller, for another request", post(START).as(admin).with("Idempotency-Key", given.claimedKey()).json("{\"days\": 2}"),
                        problem(422, "idempotency-key-reused")),
                row(127, "of another caller", post(START).bearer(given.token("ADMIN").text()).with("Idempotency-Key", given.claimedKey()).json("{\"days\": 1}"),
                        answered(202).starting(1)),
                row(128, "of 10 KB", post(START).as(admin).with("Idempotency-Key", "k".repeat(10_240)).json("{\"days\": 1}"), problem(431, "headers-too-large")),
                row(128, "of 256 characters", post(START).as(admin).with("Idempotency-Key", "k".repeat(256)).json("{\"days\": 1}"), refused),
                row(128, "empty", post(START).as(admin).with("Idempotency-Key", "").json("{\"days\": 1}"), refused),
                row(128, "two of them", post(START).as(admin).with("Idempotency-Key", "a").with("Idempotency-Key", "b").json("{\"days\": 1}"), refused),
                row(129, "control character", post(START).as(admin).with("Idempotency-Key", "a\u0001b").json("{\"days\": 1}"), malformed()),
                row(129, "tab", post(START).as(admin).with("Idempotency-Key", "a\tb").json("{\"days\": 1}"), refused),
                row(129, "other letters", post(START).as(admin).with("Idempotency-Key", "schl\u00fcssel").json("{\"days\": 1}"), refused),
                row(129, "a quote that stays open", post(START).as(admin).with("Idempotency-Key", "\"open").json("{\"days\": 1}"), refused),
                row(130, "50 at once", post(START).as(admin).with("Idempotency-Key", "race-of-50-" + given.run()).json("{\"days\": 1}"),
                        Delivery.atOnce(50), answered(202).starting(1)));
    }

    private static List<HostileRequest> management(Given given) {
        String admin = given.adminKey();
        Expected nothing = answered(404);
        return List.of(
                row(131, "management port from outside", get("/actuator/prometheus"), Expected.cutOff(0, Expected.NONE)).at(Port.OUTSIDE),
                row(131, "metrics at the public port", get("/actuator/prometheus").as(admin), notFound()),
                row(131, "metrics at the public port, nobody", get("/actuator/prometheus"), Expected.unauthenticated()),
                row(131, "backfills at the management port", get("/api/v1/backfills").as(admin), nothing).at(Port.MANAGEMENT),
                row(131, "start at the management port", post(START).as(admin).json("{\"days\": 1}"), nothing).at(Port.MANAGEMENT),
                row(131, "start behind endpoints", post("/actuator/../api/v1/backfills/jira").as(admin).json("{\"days\": 1}"), notFound()).at(Port.MANAGEMENT),
                row(132, "environment", get("/actuator/env").as(admin), notFound()).at(Port.MANAGEMENT),
                row(132, "settings", get("/actuator/configprops").as(admin), notFound()).at(Port.MANAGEMENT),
                row(132, "environment at the public port", get("/actuator/env").as(admin), notFound()),
                row(133, "heap dump", get("/actuator/heapdump").as(admin), notFound()).at(Port.MANAGEMENT),
                row(133, "thread dump", get("/actuator/threaddump").as(admin), notFound()).at(Port.MANAGEMENT),
                row(133, "heap dump at the public port", get("/actuator/heapdump").as(admin), notFound()),
                row(134, "shutdown", post("/actuator/shutdown").as(admin), notFound()).at(Port.MANAGEMENT),
                row(134, "loggers", post("/actuator/loggers/root").as(admin).json("{\"configuredLevel\": \"TRACE\"}"), notFound()).at(Port.MANAGEMENT),
                row(134, "shutdown at the public port", of("POST", "/actuator/shutdown").as(admin), notFound()));
    }
}
