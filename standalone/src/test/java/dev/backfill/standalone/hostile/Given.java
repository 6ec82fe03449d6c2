package dev.backfill.standalone.hostile;

import java.time.LocalDate;
import java.util.List;

/**
 * What the attacker has, and what there is to attack.
 *
 * @param adminKey of the settings
 * @param userKey issued, of role USER
 * @param revokedKey issued and revoked
 * @param expiredKey issued and past its end
 * @param jwtSecret with which tokens are signed
 * @param run the id of a run that exists, and was asked for by the administrator without a workflow
 * @param claimedKey an idempotency key that stands for that run
 * @param today in UTC, by the gateway's clock
 */
public record Given(
        String adminKey,
        String userKey,
        String revokedKey,
        String expiredKey,
        String jwtSecret,
        String run,
        String claimedKey,
        LocalDate today) {
    HostileToken token(String role) {
        return HostileToken.signedWith(jwtSecret).claim("role", role);
    }

    /** Whatever must not be found in an answer, a log or the audit log. */
    public List<String> secrets() {
        return List.of(adminKey, userKey, revokedKey, expiredKey, jwtSecret);
    }
}
