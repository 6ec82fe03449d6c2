package dev.backfill.gateway.user;

import dev.backfill.gateway.apikey.ApiKeysView;
import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.openapi.AnswerHeader;
import dev.backfill.gateway.openapi.Answers;
import dev.backfill.gateway.paging.PageFields;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.problem.RequestId;
import dev.backfill.gateway.request.RequestReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The sessions and keys of someone, for administrators. */
@Tag(name = "users")
@RestController
@RequestMapping(path = Users.PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class UserAccessController {
    private final UserAccess access;
    private final BlockingCalls blocking;

    UserAccessController(UserAccess access, BlockingCalls blocking) {
        this.access = access;
        this.blocking = blocking;
    }

    /** Lists someone's sign-ins, the latest first, those of the last month that are over among them. */
    @GetMapping("/sessions")
    @Operation(operationId = "listSessionsOfUser", summary = "List the sessions of a user")
    @Answers(headers = AnswerHeader.LINK, problems = {ProblemType.UNKNOWN_USER, ProblemType.INVALID_CURSOR})
    Mono<ResponseEntity<UserSessionsView>> sessions(@PathVariable String id, ServerHttpRequest request) {
        PageFields fields = PageFields.read(request);
        return blocking.call(() -> access.sessions(id, fields)).map(page -> page.answer(new UserSessionsView(page.entries(), page.next())));
    }

    /** Ends all sessions of someone at once, and the streams that were opened by them: 204, also if there is none. */
    @DeleteMapping("/sessions")
    @Operation(operationId = "endSessionsOfUser", summary = "End the sessions of a user")
    @Answers(status = 204, problems = ProblemType.UNKNOWN_USER)
    Mono<ResponseEntity<Void>> endSessions(@PathVariable String id, Principal caller, ServerWebExchange exchange) {
        return RequestReader.readNothing(exchange.getRequest()).then(blocking.call(() -> {
            access.endSessions(id, caller.getName(), RequestId.of(exchange));
            return ResponseEntity.noContent().<Void>build();
        }));
    }

    /** Lists the keys that someone owns, the latest first, those that have ended among them. */
    @GetMapping("/api-keys")
    @Operation(operationId = "listApiKeysOfUser", summary = "List the API keys of a user")
    @Answers(headers = AnswerHeader.LINK, problems = {ProblemType.UNKNOWN_USER, ProblemType.INVALID_CURSOR})
    Mono<ResponseEntity<ApiKeysView>> keys(@PathVariable String id, ServerHttpRequest request) {
        PageFields fields = PageFields.read(request);
        return blocking.call(() -> access.keys(id, fields)).map(page -> page.answer(new ApiKeysView(page.entries(), page.next())));
    }

    /** Ends all keys that someone owns at once: 204, also if there is none. */
    @DeleteMapping("/api-keys")
    @Operation(operationId = "revokeApiKeysOfUser", summary = "Revoke the API keys of a user")
    @Answers(status = 204, problems = ProblemType.UNKNOWN_USER)
    Mono<ResponseEntity<Void>> revokeKeys(@PathVariable String id, Principal caller, ServerWebExchange exchange) {
        return RequestReader.readNothing(exchange.getRequest()).then(blocking.call(() -> {
            access.revokeKeys(id, caller.getName(), RequestId.of(exchange));
            return ResponseEntity.noContent().<Void>build();
        }));
    }
}
