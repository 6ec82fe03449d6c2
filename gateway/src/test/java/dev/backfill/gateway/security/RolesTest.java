package dev.backfill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what, on every kind of route. */
@ExtendWith(SharedGateway.class)
class RolesTest {
    @ParameterizedTest
    @CsvSource({
        // method, path, without a credential, NO_ACCESS, USER, ADMIN
        "GET,     /health/live,                               200, 200, 200, 200",
        "GET,     /health/ready,                              200, 200, 200, 200",
        "POST,    /health/live,                               405, 405, 405, 405",
        "HEAD,    /docs,                                      200, 200, 200, 200",
        "GET,     /openapi,                                   200, 200, 200, 200",
        "GET,     /openapix,                                  401, 403, 404, 404",
        "POST,    /api/v1/auth/google,                        400, 400, 400, 400",
        "POST,    /api/v1/auth/google/nonce,                  200, 200, 200, 200",
        "GET,     /api/v1/auth/google,                        401, 403, 405, 405",
        "POST,    /api/v1/auth/google/,                       401, 403, 403, 404",
        "POST,    /api/v1/auth/google;a=b,                    401, 403, 403, 404",
        "POST,    /api/v1/auth/%67oogle,                      401, 403, 403, 404",
        "GET,     /health/%6cive,                             401, 403, 404, 404",
        "GET,     /api/v1/backfills,                          401, 403, 200, 200",
        "HEAD,    /api/v1/backfills,                          401, 403, 200, 200",
        "GET,     /api/v1/backfills/jira-2001-02-03-aaaa,     401, 403, 404, 404",
        "POST,    /api/v1/backfills/nosuch,                   401, 403, 403, 404",
        "POST,    /api/v1/backfills/jira-2001-02-03-aaaa/pause, 401, 403, 403, 404",
        "POST,    /api/v1/backfills/jira-2001-02-03-aaaa/cancel, 401, 403, 403, 404",
        "PATCH,   /api/v1/backfills/jira-2001-02-03-aaaa,     401, 403, 403, 400",
        "OPTIONS, /api/v1/backfills,                          401, 403, 403, 200",
        "BREW,    /api/v1/backfills,                          401, 403, 403, 405",
        "GET,     /api/v1/api-keys,                           401, 403, 403, 200",
        "GET,     /api/v1/api-keys/AAAAAAAA,                  401, 403, 403, 404",
        "HEAD,    /api/v1/api-keys,                           401, 403, 403, 200",
        "POST,    /api/v1/api-keys,                           401, 403, 403, 400",
        "DELETE,  /api/v1/api-keys/AAAAAAAA,                  401, 403, 403, 404",
        "GET,     /api/v1/users,                              401, 403, 403, 200",
        "GET,     /api/v1/users/usr_1,                        401, 403, 403, 404",
        "PATCH,   /api/v1/users/usr_1,                        401, 403, 403, 400",
        "GET,     /api/v1/users/usr_1/sessions,               401, 403, 403, 404",
        "DELETE,  /api/v1/users/usr_1/sessions,               401, 403, 403, 404",
        "GET,     /api/v1/users/usr_1/api-keys,               401, 403, 403, 404",
        "DELETE,  /api/v1/users/usr_1/api-keys,               401, 403, 403, 404",
        "GET,     /api/v1/audit,                              401, 403, 403, 200",
        "GET,     /api/v1/api-keys/,                          401, 403, 403, 404",
        "GET,     /api/v1/api%2dkeys,                         401, 403, 403, 404",
        "GET,     /api/v1/users;x=y,                          401, 403, 403, 404",
        "GET,     //api/v1/users,                             401, 403, 404, 404",
        "GET,     /API/v1/users,                              401, 403, 404, 404",
        "GET,     /api/v1/x/%2e%2e/users,                     401, 403, 404, 404",
        "GET,     /nothing,                                   401, 403, 404, 404",
        "DELETE,  /nothing,                                   401, 403, 403, 404",
    })
    void everyRole_getsItsAnswer(String method, String path, int stranger, int noAccess, int user, int admin, RunningGateway gateway) {
        HttpCalls calls = new HttpCalls(gateway.port());
        assertThat(List.of(
                        ask(calls, method, path),
                        ask(as(calls, "NO_ACCESS"), method, path),
                        ask(as(calls, "USER"), method, path),
                        ask(as(calls, "ADMIN"), method, path)))
                .containsExactly(stranger, noAccess, user, admin);
        assertThat(ask(calls.with("X-Admin-Key", RunningGateway.ADMIN_KEY), method, path)).isEqualTo(admin);
    }

    private static HttpCalls as(HttpCalls calls, String role) {
        return calls.with("Authorization", "Bearer " + TestTokens.valid(role).text());
    }

    private static int ask(HttpCalls calls, String method, String path) {
        Answer answer = calls.send(method, path, BodyPublishers.noBody());
        String type = answer.header("Content-Type");
        if (answer.status() >= 400) {
            assertThat(type).isEqualTo("application/problem+json");
        }
        return answer.status();
    }
}
