package dev.backfill.standalone.hostile;

import static dev.backfill.standalone.hostile.Expected.invalid;
import static dev.backfill.standalone.hostile.Expected.notFound;
import static dev.backfill.standalone.hostile.Expected.problem;
import static dev.backfill.standalone.hostile.HostileRequest.row;
import static dev.backfill.standalone.hostile.Message.get;
import static dev.backfill.standalone.hostile.Message.post;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Numbers 51 to 82: days, dates, fields, modes, projects and what stands in their place for other sources, and ids. */
final class ValueAttacks {
    private static final String START = "/api/v1/backfills/jira";

    private ValueAttacks() {}

    static List<HostileRequest> rows(Given given) {
        return Stream.of(days(given), dates(given), fields(given), modes(given), projects(given), otherSources(given), ids(given)).flatMap(List::stream).toList();
    }

    private static HostileRequest body(int number, String name, String body, Given given, String... places) {
        return row(number, name, post(START).as(given.adminKey()).json(body), invalid(places));
    }

    private static HostileRequest query(int number, String name, String query, Given given, String... places) {
        return row(number, name, post(START + "?" + query).as(given.adminKey()), invalid(places));
    }

    private static List<HostileRequest> days(Given given) {
        return List.of(
                body(51, "0", "{\"days\": 0}", given, "/days"),
                query(51, "0 in the query", "days=0", given, "days"),
                body(52, "-1", "{\"days\": -1}", given, "/days"),
                body(53, "3651", "{\"days\": 3651}", given, "/days"),
                query(53, "3651 in the query", "days=3651", given, "days"),
                body(54, "2^31", "{\"days\": 2147483648}", given, "/days"),
                body(54, "2^32 and 1", "{\"days\": 4294967297}", given, "/days"),
                body(55, "2^63", "{\"days\": 9223372036854775808}", given, "/days"),
                body(55, "2^64 and 1", "{\"days\": 18446744073709551617}", given, "/days"),
                query(56, "Arabic-Indic digit", "days=%D9%A7", given, "days"),
                query(56, "full-width digit", "days=%EF%BC%97", given, "days"),
                query(57, "+7", "days=%2B7", given, "days"),
                query(57, "0x7", "days=0x7", given, "days"),
                query(57, "007", "days=007", given, "days"),
                query(58, "a blank before", "days=%207", given, "days"),
                query(58, "a line break after", "days=7%0A", given, "days"),
                query(58, "empty", "days=", given, "days"));
    }

    private static List<HostileRequest> dates(Given given) {
        String tomorrow = given.today().plusDays(1).toString();
        return List.of(
                body(59, "29 February of 2025", "{\"fromDate\": \"2025-02-29\"}", given, "/fromDate"),
                body(60, "month 13", "{\"fromDate\": \"2025-13-01\"}", given, "/fromDate"),
                body(61, "25-1-1", "{\"fromDate\": \"25-1-1\"}", given, "/fromDate"),
                body(62, "2025-1-1", "{\"fromDate\": \"2025-1-1\"}", given, "/fromDate"),
                body(63, "with a time", "{\"fromDate\": \"2025-01-01T00:00Z\"}", given, "/fromDate"),
                body(64, "tomorrow", "{\"fromDate\": \"" + tomorrow + "\"}", given, "/fromDate"),
                body(64, "year 9999", "{\"fromDate\": \"9999-12-31\"}", given, "/fromDate"),
                body(64, "year 10000", "{\"fromDate\": \"+10000-01-01\"}", given, "/fromDate"),
                body(64, "before 1970", "{\"fromDate\": \"1969-12-31\"}", given, "/fromDate"),
                body(65, "to before from", "{\"fromDate\": \"2025-03-02\", \"toDate\": \"2025-03-01\"}", given, "/toDate"),
                body(65, "to without from", "{\"toDate\": \"2025-03-01\"}", given, "fromDate"),
                body(66, "days with dates", "{\"days\": 7, \"fromDate\": \"2025-03-01\"}", given, "/days"));
    }

    private static List<HostileRequest> fields(Given given) {
        return List.of(
                body(67, "unknown", "{\"dayz\": 7}", given, "/dayz"),
                body(67, "in capitals", "{\"DAYS\": 7}", given, "/DAYS"),
                query(67, "unknown in the query", "verbose=1", given, "verbose"),
                row(67, "unknown, where none is taken", get("/api/v1/sources?verbose=1").as(given.adminKey()), invalid("verbose")),
                body(68, "both spellings", "{\"fromDate\": \"2025-03-01\", \"from_date\": \"2025-03-01\"}", given, "/from_date"),
                query(69, "twice", "days=7&days=7", given, "days"),
                query(69, "twice, one escaped", "days=7&d%61ys=8", given, "days"),
                row(70, "query and body disagree", post(START + "?days=8").as(given.adminKey()).json("{\"days\": 7}"), invalid("days")),
                query(71, "days[]", "days[]=1", given, "days[]"),
                query(71, "days[0]", "days%5B0%5D=1", given, "days[0]"),
                query(71, "everything at once", "days=0&parallelism=65&requestsPerSecond=0&nothing=1", given,
                        "days", "parallelism", "requestsPerSecond", "nothing"),
                query(71, "NaN", "requestsPerSecond=NaN", given, "requestsPerSecond"),
                row(71, "limit of a page", get("/api/v1/backfills?limit=101").as(given.adminKey()), invalid("limit")),
                row(71, "forged cursor", get("/api/v1/backfills?cursor=AAAA").as(given.adminKey()), problem(400, "invalid-cursor")),
                row(71, "cursor that is SQL", get("/api/v1/backfills?cursor=%27%20OR%201=1").as(given.adminKey()), problem(400, "invalid-cursor")));
    }

    private static List<HostileRequest> modes(Given given) {
        String admin = given.adminKey();
        return List.of(
                body(71, "mode in capitals", "{\"mode\": \"INCREMENTAL\"}", given, "/mode"),
                body(71, "mode with a blank after", "{\"mode\": \"full \"}", given, "/mode"),
                body(71, "mode that is SQL", "{\"mode\": \"full' OR '1'='1\"}", given, "/mode"),
                body(71, "mode that is null", "{\"mode\": null}", given, "/mode"),
                body(71, "mode that is a number", "{\"mode\": 1}", given, "/mode"),
                body(71, "mode that is a list", "{\"mode\": [\"full\"]}", given, "/mode"),
                body(71, "mode with a Cyrillic look-alike", "{\"mode\": \"in\u0441remental\"}", given, "/mode"),
                body(71, "mode beside a plan", "{\"mode\": \"full\", \"planId\": \"plan-jira-2026-11-24-zzzz\"}", given, "/planId"),
                query(71, "mode that is empty", "mode=", given, "mode"),
                query(71, "mode twice", "mode=full&mode=full", given, "mode"),
                row(71, "mode in query and body", post(START + "?mode=full").as(admin).json("{\"mode\": \"incremental\"}"), invalid("mode")),
                row(71, "mode of a dry run", post(START + "/dry-run?mode=both").as(admin), invalid("mode")),
                row(71, "mode on the old route", post("/api/backfill/jira?mode=full").as(admin), invalid("mode")),
                row(71, "mode of a list", get("/api/v1/backfills?mode=full,incremental").as(admin), invalid("mode")));
    }

    private static List<HostileRequest> projects(Given given) {
        String many = IntStream.range(0, 10_000).mapToObj(number -> "\"A" + number + "\"").collect(Collectors.joining(","));
        String tooMany = IntStream.range(0, 501).mapToObj(number -> "\"A" + number + "\"").collect(Collectors.joining(","));
        return List.of(
                body(72, "JQL behind a quote", "{\"projects\": [\"ABC\\\" OR project = \\\"X\"]}", given, "/projects/0"),
                body(73, "JQL behind a bracket", "{\"projects\": [\"AB\", \"ABC) OR (1=1\"]}", given, "/projects/1"),
                query(73, "JQL in the query", "projects=AB%29%20OR%20%281=1", given, "projects"),
                body(74, "empty", "{\"projects\": [\"\"]}", given, "/projects/0"),
                query(74, "empty in the query", "projects=AB,,CD", given, "projects"),
                body(75, "10,000", "{\"projects\": [" + many.substring(0, 60_000).replaceAll(",[^,]*$", "") + "]}", given, "/projects"),
                row(75, "10,000 and too many bytes", post(START).as(given.adminKey()).json("{\"projects\": [" + many + "]}"), problem(413, "body-too-large")),
                body(75, "501", "{\"projects\": [" + tooMany + "]}", given, "/projects"),
                body(76, "lower case", "{\"projects\": [\"abc\"]}", given, "/projects/0"),
                body(77, "Cyrillic look-alikes", "{\"projects\": [\"\u0410\u0412\u0421\"]}", given, "/projects/0"),
                body(77, "full-width letters", "{\"projects\": [\"\uff21\uff22\"]}", given, "/projects/0"),
                body(77, "an invisible letter", "{\"projects\": [\"AB\u200b\"]}", given, "/projects/0"),
                body(77, "a line break after", "{\"projects\": [\"AB\\n\"]}", given, "/projects/0"));
    }

    private static HostileRequest of(String source, int number, String name, String body, Given given, String... places) {
        return row(number, name, post("/api/v1/backfills/" + source).as(given.adminKey()).json(body), invalid(places));
    }

    private static List<HostileRequest> otherSources(Given given) {
        String uuid = "d9824bdc84454327be8b5b47500af6ce";
        return List.of(
                of("notion", 72, "SQL behind a database", "{\"databases\": [\"" + uuid + "'; drop schema notion\"]}", given, "/databases/0"),
                of("notion", 72, "a path for a database", "{\"databases\": [\"../users/me\"]}", given, "/databases/0"),
                of("notion", 77, "full-width digits of a database", "{\"databases\": [\"" + uuid.replace('9', '\uff19') + "\"]}", given, "/databases/0"),
                of("tempo", 72, "line break in a batch", "{\"batchId\": \"a\\r\\nb\"}", given, "/batchId"),
                of("tempo", 74, "empty batch", "{\"batchId\": \"\"}", given, "/batchId"),
                of("tempo", 77, "batch with an invisible letter", "{\"batchId\": \"a\u200b\"}", given, "/batchId"),
                of("tempo", 71, "force as a text", "{\"force\": \"true\"}", given, "/force"),
                of("fireflies", 51, "limit 0", "{\"limit\": 0}", given, "/limit"),
                of("fireflies", 52, "limit -1", "{\"limit\": -1}", given, "/limit"),
                of("fireflies", 53, "limit 5001", "{\"limit\": 5001}", given, "/limit"),
                of("fireflies", 55, "limit 2^64 and 1", "{\"limit\": 18446744073709551617}", given, "/limit"),
                of("fireflies", 72, "GraphQL for a limit", "{\"limit\": \"1) { id } }\"}", given, "/limit"));
    }

    private static List<HostileRequest> ids(Given given) {
        String admin = given.adminKey();
        Expected absent = problem(404, "unknown-backfill");
        return List.of(
                row(78, "quote", get("/api/v1/backfills/x'").as(admin), notFound()),
                row(78, "SQL", get("/api/v1/backfills/x%27%20OR%20%271%27=%271").as(admin), notFound()),
                row(78, "SQL without escapes", get("/api/v1/backfills/x--").as(admin), absent),
                row(79, "%00", get("/api/v1/backfills/" + given.run() + "%00").as(admin), notFound()),
                row(80, "../", get("/api/v1/backfills/../users").as(admin), notFound()),
                row(80, "../ in a plan", get("/api/v1/plans/../backfills").as(admin), notFound()),
                row(80, "file of the page", get("/docs/..%2f..%2fgateway.yml"), Expected.unauthenticated()),
                row(80, "file of the page, as it is", get("/docs/../gateway.yml"), notFound()),
                row(81, "of 7 KB", get("/api/v1/backfills/" + "a".repeat(7_000)).as(admin), absent),
                row(81, "of 10 KB", get("/api/v1/backfills/" + "a".repeat(10_240)).as(admin), problem(414, "target-too-long")),
                row(82, "of nobody", get("/api/v1/backfills/jira-2026-11-24-zzzz").as(admin), absent),
                row(82, "of nobody, to cancel", post("/api/v1/backfills/jira-2026-11-24-zzzz/cancel").as(admin), absent),
                row(82, "plan of nobody", get("/api/v1/plans/plan-jira-2026-11-24-zzzz").as(admin), problem(404, "unknown-plan")),
                row(82, "plan of nobody, to start", post(START).as(admin).json("{\"planId\": \"plan-jira-2026-11-24-zzzz\"}"), problem(404, "unknown-plan")),
                row(82, "key of nobody", get("/api/v1/api-keys/AAAAAAAA").as(admin), problem(404, "unknown-api-key")),
                row(82, "user of nobody", get("/api/v1/users/usr_0").as(admin), problem(404, "unknown-user")),
                row(82, "source of nobody", get("/api/v1/sources/nosuch").as(admin), problem(404, "unknown-source")),
                row(82, "query of a source that has none", get("/api/v1/backfills/tempo/test-query").as(admin), problem(409, "no-test-query")),
                row(82, "query of nobody", get("/api/v1/backfills/nosuch/test-query").as(admin), problem(404, "unknown-source")),
                row(82, "workflow of another kind", post("/api/v1/backfills/watermark/pause").as(admin), absent));
    }
}
