package dev.backfill.gateway.signin;

import dev.backfill.gateway.openapi.RouteDescription;
import dev.backfill.gateway.openapi.RouteDescriptions;
import dev.backfill.store.account.Role;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the sign-in reads, and an example of what it answers. */
@Component
class SignInDescriptions implements RouteDescriptions {
    @Override
    public List<RouteDescription> describe() {
        Instant end = Instant.parse("2026-11-24T09:40:00Z");
        return List.of(RouteDescription.of("beginSignInWithGoogle").answers(200, new NonceView("Zm9yIG9uZSBzaWduLWlu", end)),
                RouteDescription.of("signInWithGoogle")
                .inBody(SignInController.FIELDS)
                .requiring("idToken")
                .asks("""
                        {"idToken": "header.claims.signature"}""")
                .answers(200, new SessionView(
                        "header.claims.signature",
                        "Bearer",
                        Instant.parse("2026-11-24T10:30:00Z"),
                        new SessionView.User("usr_0d5f3c", "jo@example.com", Role.USER))));
    }
}
