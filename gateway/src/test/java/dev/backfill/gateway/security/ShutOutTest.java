package dev.backfill.gateway.security;

import static dev.backfill.gateway.security.TestTokens.in;
import static dev.backfill.gateway.security.TestTokens.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.gateway.EventStream;
import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Two accounts, their keys, sessions and streams through every change of a role. */
@ExtendWith(SharedGateway.class)
class ShutOutTest {
    private static final String READ = "/api/v1/backfills";
    private static final String KEYS = "/api/v1/api-keys";
    /** They are to end within seconds; the rest is for a machine that is busy. */
    private static final Duration SECONDS = Duration.ofSeconds(15);

    private RunningGateway gateway;
    private HttpCalls stranger;
    private HttpCalls admin;

    /** Someone who has signed in. */
    private record Person(String id, String token, HttpCalls calls) {
        String path() {
            return "/api/v1/users/" + id;
        }
    }

    @BeforeEach
    void connect(RunningGateway running) {
        gateway = running;
        stranger = new HttpCalls(running.port());
        admin = running.calls();
    }

    private Person signIn(String subject) {
        String token = TestTokens.rs256(gateway.google().key("rsa-1").getPrivate())
                .header("kid", "rsa-1")
                .claim("iss", "https://accounts.google.com")
                .claim("aud", RunningGateway.GOOGLE_CLIENT)
                .claim("sub", subject)
                .claim("hd", "example.com")
                .claim("email", "jo@example.com")
                .claim("email_verified", true)
                .claim("nonce", stranger.post("/api/v1/auth/google/nonce").body().path("nonce").asString())
                .claim("exp", in(3600))
                .text();
        JsonNode session = stranger.post("/api/v1/auth/google", "{\"idToken\": \"" + token + "\"}").body();
        String text = session.path("token").asString();
        return new Person(session.path("user").path("id").asString(), text, stranger.with("Authorization", "Bearer " + text));
    }

    private Person administrator() {
        Person person = signIn(UUID.randomUUID().toString());
        setRole(person, "ADMIN");
        return person;
    }

    private void setRole(Person person, String role) {
        Answer changed = admin.with("Content-Type", "application/json")
                .send("PATCH", person.path(), BodyPublishers.ofString("{\"role\": \"" + role + "\"}"));
        assertThat(changed.status()).isEqualTo(200);
    }

    private static String issue(HttpCalls calls) {
        Answer issued = calls.post(KEYS, "{\"name\": \"shut out\", \"role\": \"ADMIN\"}");
        assertThat(issued.status()).as(issued.body().toString()).isEqualTo(201);
        return issued.body().path("key").asString();
    }

    private HttpCalls with(String key) {
        return stranger.with("X-Admin-Key", key);
    }

    private int delete(String path) {
        return admin.send("DELETE", path, BodyPublishers.noBody()).status();
    }

    @Test
    void key_neverOpensMoreThanItsOwnerMay() {
        Person shut = administrator();
        Person other = administrator();
        String key = issue(shut.calls());
        String issuedByKey = issue(with(key));
        String kept = issue(other.calls());
        assertThat(with(issuedByKey).get(KEYS).status()).isEqualTo(200);

        setRole(shut, "USER");
        for (String lowered : new String[] {key, issuedByKey}) {
            assertThat(with(lowered).get(READ).status()).isEqualTo(200);
            assertThat(with(lowered).get(KEYS).problem()).isEqualTo("forbidden");
            Answer raise = with(lowered).with("Content-Type", "application/json")
                    .send("PATCH", shut.path(), BodyPublishers.ofString("{\"role\": \"ADMIN\"}"));
            assertThat(raise.problem()).isEqualTo("forbidden");
        }
        setRole(shut, "NO_ACCESS");
        assertThat(with(key).get(READ).problem()).isEqualTo("forbidden");
        assertThat(with(issuedByKey).get(READ).problem()).isEqualTo("forbidden");
        assertThat(shut.calls().get(READ).problem()).isEqualTo("forbidden");
        assertThat(with(kept).get(KEYS).status()).isEqualTo(200);
        assertThat(other.calls().get(KEYS).status()).isEqualTo(200);
    }

    @Test
    void keyOfOnesOwn_doesNotChangeOnesOwnRole() {
        Person person = administrator();
        Answer changed = with(issue(person.calls())).with("Content-Type", "application/json")
                .send("PATCH", person.path(), BodyPublishers.ofString("{\"role\": \"USER\"}"));
        assertThat(changed.problem()).isEqualTo("own-role");
    }

    @Test
    void keysAndSessions_areSeenAndEndedByAnAdministrator() {
        Person person = administrator();
        String key = issue(person.calls());

        JsonNode keys = admin.get(person.path() + "/api-keys").body().path("apiKeys");
        assertThat(keys).hasSize(1);
        assertThat(keys.path(0).path("owner").asString()).isEqualTo("user:" + person.id());
        assertThat(keys.path(0).path("effectiveRole").asString()).isEqualTo("ADMIN");
        assertThat(admin.get(person.path() + "/sessions").body().path("sessions")).hasSize(1);

        assertThat(delete(person.path() + "/sessions")).isEqualTo(204);
        assertThat(person.calls().get(READ).problem()).isEqualTo("unauthenticated");
        assertThat(with(key).get(READ).status()).isEqualTo(200);
        assertThat(delete(person.path() + "/api-keys")).isEqualTo(204);
        assertThat(with(key).get(READ).problem()).isEqualTo("unauthenticated");
        assertThat(admin.get(person.path() + "/sessions").body().path("sessions").path(0).path("endedAt").isNull()).isFalse();
    }

    @Test
    void tokenThatNamesAnAccount_isOnlyBelievedIfItWasMadeHere() {
        Person person = administrator();
        TestTokens forged = valid("ADMIN").claim("sub", person.id());
        assertThat(stranger.with("Authorization", "Bearer " + forged.text()).get(READ).status()).isEqualTo(401);
        assertThat(stranger.with("Authorization", "Bearer " + forged.claim("jti", UUID.randomUUID().toString()).text()).get(READ).status())
                .isEqualTo(401);
    }

    @Test
    void keyOfSomeoneWithoutAnAccount_followsTheirLatestToken() {
        String subject = "holder-" + UUID.randomUUID();
        String key = issue(stranger.with("Authorization", "Bearer " + valid("ADMIN").claim("sub", subject).claim("iat", in(-30)).text()));
        assertThat(with(key).get(KEYS).status()).isEqualTo(200);

        String lowered = valid("USER").claim("sub", subject).claim("iat", in(-20)).text();
        assertThat(stranger.with("Authorization", "Bearer " + lowered).get(READ).status()).isEqualTo(200);
        assertThat(with(key).get(KEYS).problem()).isEqualTo("forbidden");
        String earlier = valid("ADMIN").claim("sub", subject).claim("iat", in(-25)).text();
        assertThat(stranger.with("Authorization", "Bearer " + earlier).get(READ).status()).isEqualTo(200);
        assertThat(with(key).get(KEYS).problem()).as("an earlier token raises nothing").isEqualTo("forbidden");
    }

    @Test
    void openStreams_endWithinSecondsOfARevocation() {
        String run = admin.post(READ + "/jira").body().path("id").asString();
        Person role = administrator();
        Person session = administrator();
        Person owner = administrator();
        Person untouched = administrator();
        String key = issue(admin);
        String ownedKey = issue(owner.calls());
        try (EventStream byRole = stream(run, role);
                EventStream bySession = stream(run, session);
                EventStream byKey = EventStream.openAs(gateway.port(), run, "X-Admin-Key", key);
                EventStream byOwnersRole = EventStream.openAs(gateway.port(), run, "X-Admin-Key", ownedKey);
                EventStream byExpiry = EventStream.openAs(gateway.port(), run, "Authorization",
                        "Bearer " + valid("USER").claim("exp", in(3)).text());
                EventStream stays = stream(run, untouched)) {
            for (EventStream stream : new EventStream[] {byRole, bySession, byKey, byOwnersRole, byExpiry, stays}) {
                await().until(() -> stream.status() == 200 && !stream.events.isEmpty());
            }
            setRole(role, "NO_ACCESS");
            setRole(owner, "NO_ACCESS");
            delete(session.path() + "/sessions");
            delete(KEYS + "/" + key.substring(3, 11));

            await().atMost(SECONDS).until(() -> byRole.ended() && bySession.ended() && byKey.ended() && byOwnersRole.ended() && byExpiry.ended());
            assertThat(stays.ended()).isFalse();
        }
    }

    private EventStream stream(String run, Person person) {
        return EventStream.openAs(gateway.port(), run, "Authorization", "Bearer " + person.token());
    }
}
