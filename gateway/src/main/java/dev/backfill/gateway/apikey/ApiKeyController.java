package dev.backfill.gateway.apikey;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.openapi.AnswerHeader;
import dev.backfill.gateway.openapi.Answers;
import dev.backfill.gateway.paging.PageFields;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.problem.RequestId;
import dev.backfill.gateway.request.RequestReader;
import dev.backfill.gateway.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** API keys, for administrators. */
@Tag(name = "api-keys")
@RestController
@RequestMapping(path = ApiKeys.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class ApiKeyController {
    private final ApiKeyBody bodies;
    private final ApiKeys keys;
    private final BlockingCalls blocking;

    ApiKeyController(ApiKeyBody bodies, ApiKeys keys, BlockingCalls blocking) {
        this.bodies = bodies;
        this.keys = keys;
        this.blocking = blocking;
    }

    /** Issues a key: 201, and the key in the answer, for the only time. */
    @PostMapping
    @Operation(operationId = "issueApiKey", summary = "Issue an API key")
    @Answers(status = 201, headers = AnswerHeader.LOCATION)
    Mono<ResponseEntity<ApiKeyView>> issue(Principal caller, ServerWebExchange exchange) {
        return bodies.read(exchange.getRequest())
                .flatMap(wanted -> blocking.call(() -> keys.issue(wanted, Caller.of(caller), RequestId.of(exchange))))
                .map(issued -> ResponseEntity.created(URI.create(ApiKeys.PATH + "/" + issued.id())).body(issued));
    }

    /** Lists the keys that were issued, the latest first, those that have ended among them. */
    @GetMapping
    @Operation(operationId = "listApiKeys", summary = "List API keys")
    @Answers(headers = AnswerHeader.LINK, problems = ProblemType.INVALID_CURSOR)
    Mono<ResponseEntity<ApiKeysView>> list(ServerHttpRequest request) {
        PageFields fields = PageFields.read(request);
        return blocking.call(() -> keys.list(fields)).map(page -> page.answer(new ApiKeysView(page.entries(), page.next())));
    }

    /** Shows what is known of a key; never the key itself. */
    @GetMapping("/{id}")
    @Operation(operationId = "findApiKey", summary = "Show an API key")
    @Answers(problems = ProblemType.UNKNOWN_API_KEY)
    Mono<ApiKeyView> find(@PathVariable String id, ServerHttpRequest request) {
        RequestReader.requireNoQuery(request);
        return blocking.call(() -> keys.find(id));
    }

    /** Ends a key at once: 204, however often it is asked for. */
    @DeleteMapping("/{id}")
    @Operation(operationId = "revokeApiKey", summary = "Revoke an API key")
    @Answers(status = 204, problems = ProblemType.UNKNOWN_API_KEY)
    Mono<ResponseEntity<Void>> revoke(@PathVariable String id, Principal caller, ServerWebExchange exchange) {
        return RequestReader.readNothing(exchange.getRequest()).then(blocking.call(() -> {
            keys.revoke(id, caller.getName(), RequestId.of(exchange));
            return ResponseEntity.noContent().<Void>build();
        }));
    }
}
