package dev.backfill.gateway.security;

import static dev.backfill.gateway.security.TestTokens.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/** Tokens of an issuer that publishes its keys. */
@ExtendWith(SharedGateway.class)
class PublishedKeysTest {
    private static final String ISSUER = "https://login.example.com/";
    private static final String PATH = "/api/v1/backfills";

    private static TestTokens by(TestTokens signed, String key) {
        return signed.header("kid", key)
                .claim("iss", ISSUER)
                .claim("aud", "backfill")
                .claim("sub", "auth0|4711")
                .claim("exp", in(300))
                .claim("role", "USER");
    }

    private static int status(HttpCalls calls, TestTokens token) {
        return calls.with("Authorization", "Bearer " + token.text()).get(PATH).status();
    }

    @Test
    void rs256_isVerifiedByPublishedKeysAlone(RunningGateway gateway) {
        try (IdentityProvider provider = new IdentityProvider();
                ConfigurableApplicationContext context = gateway.another(
                        "backfill.jwt.algorithm=RS256", "backfill.jwt.issuer=" + ISSUER, "backfill.jwt.jwks-url=" + provider.url())) {
            HttpCalls calls = new HttpCalls(RunningGateway.portOf(context));
            KeyPair first = provider.key("rsa-1");
            assertThat(status(calls, by(TestTokens.rs256(first.getPrivate()), "rsa-1"))).isEqualTo(200);
            assertThat(status(calls, by(TestTokens.rs256(first.getPrivate()), "rsa-1").header("typ", "at+jwt"))).isEqualTo(200);
            assertThat(status(calls, by(TestTokens.rs256(first.getPrivate()), "rsa-1").claim("role", "NO_ACCESS"))).isEqualTo(403);
            assertThat(provider.asked()).isEqualTo(1);

            byte[] publicKey = first.getPublic().getEncoded();
            byte[] secret = RunningGateway.JWT_SECRET.getBytes(StandardCharsets.UTF_8);
            KeyPair weak = provider.add("weak", IdentityProvider.rsa(1024));
            KeyPair elliptic = provider.add("ec", IdentityProvider.p256());
            for (TestTokens refused : List.of(
                    by(TestTokens.hs256(publicKey), "rsa-1"),
                    by(TestTokens.hs256(publicKey), "rsa-1").header("alg", "RS256"),
                    by(TestTokens.hs256(secret), "rsa-1").header("kid", null),
                    by(TestTokens.rs256(IdentityProvider.rsa(2048).getPrivate()), "rsa-1"),
                    by(TestTokens.rs256(first.getPrivate()), "rsa-1").claim("iss", "backfill"),
                    by(TestTokens.rs256(first.getPrivate()), "rsa-1").claim("aud", "other"),
                    by(TestTokens.rs256(first.getPrivate()), "rsa-1").claim("exp", in(-61)),
                    by(TestTokens.rs256(first.getPrivate()), "../rsa-1"),
                    by(TestTokens.rs256(first.getPrivate()), "rsa-1").claim("sub", "usr_0123456789abcdef0123456789abcdef").claim("jti", "x"),
                    by(TestTokens.rs256(first.getPrivate()), "rsa-1").header("jku", provider.url()),
                    by(TestTokens.rs256(weak.getPrivate()), "weak"),
                    by(TestTokens.es256(elliptic.getPrivate()), "ec"))) {
                assertThat(status(calls, refused)).isEqualTo(401);
            }
            // The id "weak" was unknown: one more look, and none for the next ones within a minute.
            assertThat(provider.asked()).isEqualTo(2);
            KeyPair second = provider.addRsa("rsa-2");
            assertThat(status(calls, by(TestTokens.rs256(second.getPrivate()), "rsa-2"))).isEqualTo(401);
            assertThat(provider.asked()).isEqualTo(2);
            // Tokens of our own, from sign-in, are beside them.
            assertThat(status(calls, TestTokens.valid("USER"))).isEqualTo(200);
        }
    }

    @Test
    void changedKeys_areFoundAtOnce_andKnownOnesOutliveAnOutage(RunningGateway gateway) {
        try (IdentityProvider provider = new IdentityProvider();
                ConfigurableApplicationContext context = gateway.another(
                        "backfill.jwt.issuer=" + ISSUER, "backfill.jwt.jwks-url=" + provider.url())) {
            HttpCalls calls = new HttpCalls(RunningGateway.portOf(context));
            TestTokens known = by(TestTokens.rs256(provider.key("rsa-1").getPrivate()), "rsa-1");
            provider.setAway(true);
            assertThat(calls.with("Authorization", "Bearer " + known.text()).get(PATH).problem()).isEqualTo("identity-provider-unavailable");
            // Nobody is let in, nor kept out of what needs no token.
            assertThat(calls.with("Authorization", "Bearer " + known.text()).get("/health/live").status()).isEqualTo(200);
        }
        try (IdentityProvider provider = new IdentityProvider();
                ConfigurableApplicationContext context = gateway.another(
                        "backfill.jwt.issuer=" + ISSUER, "backfill.jwt.jwks-url=" + provider.url())) {
            HttpCalls calls = new HttpCalls(RunningGateway.portOf(context));
            assertThat(status(calls, by(TestTokens.rs256(provider.key("rsa-1").getPrivate()), "rsa-1"))).isEqualTo(200);
            KeyPair changed = provider.addRsa("rsa-2");
            assertThat(status(calls, by(TestTokens.rs256(changed.getPrivate()), "rsa-2"))).isEqualTo(200);
            provider.setAway(true);
            assertThat(status(calls, by(TestTokens.rs256(provider.key("rsa-1").getPrivate()), "rsa-1"))).isEqualTo(200);
        }
    }

    @Test
    void es256_isVerified(RunningGateway gateway) {
        try (IdentityProvider provider = new IdentityProvider();
                ConfigurableApplicationContext context = gateway.another(
                        "backfill.jwt.algorithm=ES256", "backfill.jwt.issuer=" + ISSUER, "backfill.jwt.jwks-url=" + provider.url())) {
            HttpCalls calls = new HttpCalls(RunningGateway.portOf(context));
            KeyPair key = provider.add("ec", IdentityProvider.p256());
            assertThat(status(calls, by(TestTokens.es256(key.getPrivate()), "ec"))).isEqualTo(200);
            assertThat(status(calls, by(TestTokens.es256(key.getPrivate()), "ec").header("kid", null))).isEqualTo(200);
            assertThat(status(calls, by(TestTokens.es256(IdentityProvider.p256().getPrivate()), "ec"))).isEqualTo(401);
            // CVE-2022-21449: a signature of zeros fits every text, where that is not looked at.
            assertThat(status(calls, by(TestTokens.signed("ES256", content -> new byte[64]), "ec"))).isEqualTo(401);
            assertThat(status(calls, by(TestTokens.rs256(provider.key("rsa-1").getPrivate()), "rsa-1"))).isEqualTo(401);
        }
    }
}
