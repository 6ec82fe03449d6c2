package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.standalone.hostile.Answer;
import dev.backfill.standalone.hostile.AnswerRules;
import dev.backfill.standalone.hostile.Given;
import dev.backfill.standalone.hostile.HostileRequest;
import dev.backfill.standalone.hostile.HostileTable;
import dev.backfill.standalone.hostile.TraceAttacks;
import dev.backfill.store.run.Idempotency;
import dev.backfill.store.run.NewRun;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.source.DateRange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every row of the table of attacks against the whole system, and what must hold after all of them. */
@ExtendWith(SharedSystem.class)
class HostileRequestsIT {
    private static final String RUN = "jira-2026-11-24-host";
    private static final String CLAIMED_KEY = "claimed-by-the-administrator";
    private static final int SLOW = 39;

    private SystemUnderTest system;
    private Given given;

    @BeforeEach
    void prepare(SystemUnderTest shared) {
        system = shared;
        system.sql().sql("truncate limit_bucket, api_key, audit_log, idempotency_key").update();
        NewRun run = new NewRun(
                RUN, "jira", new DateRange(Instant.EPOCH, Instant.parse("2026-01-01T00:00:00Z")), "{\"projects\": [], \"activeOnly\": false}", null, "admin");
        new Idempotency(system.parts().dataSource(), new RunStore(system.parts().dataSource())).claim("admin", CLAIMED_KEY, new byte[32], run);
        given = new Given(
                system.parts().adminKey(), key("reader"), revokedKey(), expiredKey(), system.parts().jwtSecret(), RUN, CLAIMED_KEY, LocalDate.now(ZoneOffset.UTC));
        system.sql().sql("""
                create function fail_for_hostile_requests() returns trigger language plpgsql as $$
                begin raise exception E'%%, in\\nselect * from api_key', '%s'; end $$""".formatted(TraceAttacks.TOLD_BY_POSTGRESQL)).update();
        system.sql().sql("create trigger hostile_requests before insert on api_key for each row when (new.name = '%s') execute function fail_for_hostile_requests()"
                .formatted(TraceAttacks.MAKES_POSTGRESQL_FAIL)).update();
        system.fault("{\"kind\":\"credentialsRevoked\"}");
    }

    @AfterEach
    void heal() {
        system.sql().sql("drop function if exists fail_for_hostile_requests() cascade").update();
        system.simulator("DELETE", "/admin/jira/faults", null);
    }

    private String key(String name) {
        return SystemUnderTest.JSON.readTree(system.gateway("POST", "/api/v1/api-keys", "{\"name\": \"" + name + "\", \"role\": \"USER\"}").body())
                .path("key").asString();
    }

    private String revokedKey() {
        String key = key("revoked");
        assertThat(system.gateway("DELETE", "/api/v1/api-keys/" + key.substring(3, 11), null).statusCode()).isEqualTo(204);
        return key;
    }

    /** Issued for a day, which then lies in the past. */
    private String expiredKey() {
        String key = key("expired");
        system.sql().sql("update api_key set created_at = created_at - interval '91 days', expires_at = now() - interval '1 second' where name = 'expired'").update();
        return key;
    }

    @Test
    void everyHostileRequest_getsItsExactAnswer_andLeavesTheGatewayAsItWas() throws Exception {
        List<HostileRequest> rows = HostileTable.rows(given);
        long logged = Files.size(system.parts().gateway().log());
        int restarts = system.parts().gateway().restarts();

        List<String> failures = sendAll(rows);

        assertThat(failures).as(failures.size() + " of " + rows.size() + " rows").isEmpty();
        assertThat(system.parts().gateway().restarts()).isEqualTo(restarts);
        assertThat(system.gateway("GET", "/api/v1/backfills/" + RUN, null).statusCode()).as("a good request").isEqualTo(200);
        assertRuns(rows.stream().mapToInt(row -> row.expected().starts()).sum());
        assertBuckets();
        assertNoSecretIsKept(logged);
    }

    /** The slow ones beside all others; each of the others after the one before. */
    private List<String> sendAll(List<HostileRequest> rows) throws Exception {
        List<String> failures = new ArrayList<>();
        try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<HostileRequest, Future<List<Answer>>> slow = new LinkedHashMap<>();
            rows.stream().filter(row -> row.number() == SLOW).forEach(row -> slow.put(row, beside.submit(() -> send(row))));
            for (HostileRequest row : rows) {
                try {
                    AnswerRules.check(row, slow.containsKey(row) ? slow.get(row).get() : send(row), given);
                } catch (Exception | AssertionError failure) {
                    failures.add(row + "\n    " + failure);
                }
            }
        }
        return failures;
    }

    private List<Answer> send(HostileRequest row) throws Exception {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        int management = system.parts().gatewayMetrics().getPort();
        InetSocketAddress target = switch (row.port()) {
            case PUBLIC -> new InetSocketAddress(loopback, system.parts().gatewayUri().getPort());
            case MANAGEMENT -> new InetSocketAddress(loopback, management);
            case OUTSIDE -> new InetSocketAddress(outsideAddress(), management);
        };
        return row.sendTo(target);
    }

    /** An address of this machine that others reach; if it has none, the second of its loopback. */
    private static InetAddress outsideAddress() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst()
                .orElse(InetAddress.getByName("127.0.0.2"));
    }

    private void assertRuns(int started) {
        List<String> runs = system.sql().sql("select id from backfill_run where id <> ?").param(RUN).query(String.class).list();
        assertThat(runs).hasSize(started);
        system.simulator("DELETE", "/admin/jira/faults", null);
        runs.forEach(system::awaitEnd);
    }

    /** Whatever was forged, there is one address, and each caller is one. */
    private void assertBuckets() {
        List<String> clients = system.sql()
                .sql("select substring(id from '^requests[|]([a-z]+[|][^|]+)') from limit_bucket where id like 'requests|%' order by id")
                .query(String.class)
                .list();
        assertThat(clients).containsExactly(
                "address|127.0.0.1", "name|admin", "name|key:" + given.userKey().substring(3, 11), "name|user:hostile");
    }

    private void assertNoSecretIsKept(long offset) throws Exception {
        byte[] whole = Files.readAllBytes(system.parts().gateway().log());
        String log = new String(whole, (int) offset, (int) (whole.length - offset), StandardCharsets.UTF_8);
        assertThat(log).as("the error of PostgreSQL is in the log").contains(TraceAttacks.TOLD_BY_POSTGRESQL);
        assertThat(log.lines()).allSatisfy(line -> assertThat(line)
                .matches("(\\d{4}-\\d\\d-\\d\\dT\\S+Z (TRACE|DEBUG|INFO|WARN|ERROR) +\\[[A-Za-z0-9._-]+] \\w+ - |  \\| ).*")
                .doesNotMatch(".*[\\p{Cc}&&[^\\t]].*")
                .hasSizeLessThan(9_000));
        assertThat(log.lines().filter(line -> line.contains(" ERROR ")))
                .as("nothing else is an error of ours")
                .singleElement().asString().contains("ProblemHandler - POST /api/v1/api-keys failed");
        String audit = system.sql().sql("select entry::text from audit_log entry").query(String.class).list().stream().collect(Collectors.joining("\n"));
        assertThat(audit).contains("api-key.issue");
        for (String secret : given.secrets()) {
            assertThat(log).doesNotContain(secret);
            assertThat(audit).doesNotContain(secret);
        }
        assertThat(log).as("a token").doesNotContain("eyJ");
        assertThat(audit).doesNotContain("eyJ");
    }
}
