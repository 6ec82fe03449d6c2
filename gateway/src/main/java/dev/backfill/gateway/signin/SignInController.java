package dev.backfill.gateway.signin;

import dev.backfill.gateway.openapi.Answers;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.problem.RequestId;
import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.RequestReader;
import dev.backfill.gateway.request.RequestValues;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where people sign in; open to everyone. */
@Tag(name = "sign-in")
@RestController
class SignInController {
    private static final String ID_TOKEN = "idToken";
    /** More than any token has that is looked at. */
    private static final int LONGEST = 16_384;
    static final List<Field> FIELDS = List.of(
            Field.text(ID_TOKEN, 1, LONGEST).described("An ID token of Google, made for the client id of the settings, with a nonce of ours."));

    private final GoogleSignIn google;

    private final Nonces nonces;

    SignInController(GoogleSignIn google, Nonces nonces) {
        this.google = google;
        this.nonces = nonces;
    }

    /** A nonce for one sign-in. */
    @Operation(operationId = "beginSignInWithGoogle", summary = "Begin to sign in with Google")
    @Answers(open = true, problems = ProblemType.SIGN_IN_NOT_CONFIGURED)
    @PostMapping(path = "/api/v1/auth/google/nonce", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<NonceView> begin(ServerWebExchange exchange) {
        google.requireOn();
        return RequestReader.readNothing(exchange.getRequest()).then(Mono.fromSupplier(nonces::make));
    }

    /** An ID token of Google for a token of ours. */
    @Operation(operationId = "signInWithGoogle", summary = "Sign in with Google")
    @Answers(
            open = true,
            problems = {
                ProblemType.UNAUTHENTICATED,
                ProblemType.FORBIDDEN,
                ProblemType.SIGN_IN_NOT_CONFIGURED,
                ProblemType.IDENTITY_PROVIDER_UNAVAILABLE
            })
    @PostMapping(path = "/api/v1/auth/google", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<SessionView> signIn(ServerWebExchange exchange) {
        google.requireOn();
        // A token in an address would end up in logs on the way.
        return RequestReader.readBody(exchange.getRequest(), FIELDS)
                .map(SignInController::idToken)
                .flatMap(token -> google.signIn(token, RequestId.of(exchange)));
    }

    private static String idToken(RequestValues values) {
        if (!values.isSent(ID_TOKEN)) {
            values.violated(ID_TOKEN, "is required");
        }
        values.requireValid();
        return String.valueOf(values.get(ID_TOKEN, String.class));
    }
}
