package dev.backfill.gateway.token;

import dev.backfill.gateway.secret.SecretStrength;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are accepted. The algorithm is decided here, never by a token (RFC 8725, 3.1).
 *
 * @param secret signs and verifies by HS256; {@code JWT_SECRET}
 * @param algorithm {@code HS256}, {@code RS256} or {@code ES256}; {@code JWT_ALGORITHM}. Empty: RS256 with a JWKS URL, else HS256
 * @param issuer the {@code iss} of a token; {@code JWT_ISSUER}. Empty: {@link #OWN_ISSUER}
 * @param jwksUrl where the issuer of RS256 and ES256 publishes its keys (RFC 7517); {@code JWT_JWKS_URL}
 * @param audience what {@code aud} must name; {@code JWT_AUDIENCE}
 * @param sessionMinutes how long a token is valid that is made here, 5 to 1440; {@code JWT_SESSION_MINUTES}
 */
public record JwtSettings(
        @DefaultValue("") String secret,
        @DefaultValue("") String algorithm,
        @DefaultValue("") String issuer,
        @DefaultValue("") String jwksUrl,
        @DefaultValue("backfill") String audience,
        @DefaultValue("60") int sessionMinutes) {
    /** The issuer of tokens that are made here, unless another shares the secret. */
    static final String OWN_ISSUER = "backfill";

    private static final String HS256 = "HS256";

    public JwtSettings {
        algorithm = !algorithm.isBlank() ? algorithm : jwksUrl.isBlank() ? HS256 : "RS256";
    }

    /** Whether tokens are verified by the secret, and not by published keys. */
    public boolean isBySecret() {
        return algorithm.equals(HS256);
    }

    /** The issuer of the tokens that the secret signs. */
    String issuerBySecret() {
        return isBySecret() && !issuer.isBlank() ? issuer : OWN_ISSUER;
    }

    /** What is missing, wrong or weak, one sentence each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!Set.of(HS256, "RS256", "ES256").contains(algorithm)) {
            problems.add("JWT_ALGORITHM must be HS256, RS256 or ES256.");
        } else if (!isBySecret()) {
            problems.addAll(problemsOfPublishedKeys());
        } else if (!jwksUrl.isBlank()) {
            problems.add("JWT_JWKS_URL is for RS256 and ES256: set JWT_ALGORITHM to one of them, or leave the URL out.");
        }
        if (isBySecret() || !secret.isEmpty()) {
            problems.addAll(SecretStrength.problems(
                    "JWT_SECRET", "the secret that signs tokens, unless JWT_ISSUER and JWT_JWKS_URL name someone who signs them", secret));
        }
        if (audience.isBlank()) {
            problems.add("JWT_AUDIENCE must not be blank. It is what the claim aud of a token must name.");
        }
        if (sessionMinutes < 5 || sessionMinutes > 1440) {
            problems.add("JWT_SESSION_MINUTES must be from 5 to 1440.");
        }
        return problems;
    }

    private List<String> problemsOfPublishedKeys() {
        List<String> problems = new ArrayList<>();
        if (issuer.isBlank() || issuer.equals(OWN_ISSUER)) {
            problems.add("JWT_ISSUER is " + (issuer.isBlank() ? "missing" : "that of our own tokens")
                    + ". It is the claim iss of the tokens that JWT_JWKS_URL has the keys of, such as https://login.example.com/");
        }
        if (!PublishedKeys.isAcceptable(jwksUrl)) {
            problems.add("JWT_JWKS_URL is " + (jwksUrl.isBlank() ? "missing" : "not an https URL")
                    + ". It is where the issuer publishes its keys, such as https://login.example.com/.well-known/jwks.json");
        }
        return problems;
    }

    /** Without the secret, so that it never reaches a log. */
    @Override
    public String toString() {
        return "JwtSettings[algorithm=" + algorithm + ", issuer=" + issuer + ", audience=" + audience + "]";
    }
}
