package dev.backfill.simulator.jira;

import dev.backfill.simulator.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The one account that the site knows: HTTP Basic with an e-mail address and an API token. */
public record Credentials(String email, String token) {

    /** Whether a call carries them. */
    boolean matches(HttpCall call) {
        String expected = "Basic " + Base64.getEncoder()
                .encodeToString((email + ':' + token).getBytes(StandardCharsets.UTF_8));
        return call.header("authorization").filter(expected::equals).isPresent();
    }
}
