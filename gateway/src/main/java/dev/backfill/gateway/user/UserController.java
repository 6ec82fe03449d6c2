package dev.backfill.gateway.user;

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
import java.security.Principal;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** People who have signed in, for administrators. */
@Tag(name = "users")
@RestController
@RequestMapping(path = Users.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class UserController {
    private final Users users;
    private final BlockingCalls blocking;

    UserController(Users users, BlockingCalls blocking) {
        this.users = users;
        this.blocking = blocking;
    }

    /** Lists those who have signed in, the latest to have come first. */
    @GetMapping
    @Operation(operationId = "listUsers", summary = "List users")
    @Answers(headers = AnswerHeader.LINK, problems = ProblemType.INVALID_CURSOR)
    Mono<ResponseEntity<UsersView>> list(ServerHttpRequest request) {
        PageFields fields = PageFields.read(request);
        return blocking.call(() -> users.list(fields)).map(page -> page.answer(new UsersView(page.entries(), page.next())));
    }

    /** Shows someone who has signed in. */
    @GetMapping("/{id}")
    @Operation(operationId = "findUser", summary = "Show a user")
    @Answers(problems = ProblemType.UNKNOWN_USER)
    Mono<UserView> find(@PathVariable String id, ServerHttpRequest request) {
        RequestReader.requireNoQuery(request);
        return blocking.call(() -> users.find(id));
    }

    /** Gives someone a role, which holds from their next request on. */
    @PatchMapping("/{id}")
    @Operation(operationId = "changeUser", summary = "Change the role of a user")
    @Answers(problems = {ProblemType.UNKNOWN_USER, ProblemType.OWN_ROLE})
    Mono<UserView> change(@PathVariable String id, Principal caller, ServerWebExchange exchange) {
        return UserBody.read(exchange.getRequest())
                .flatMap(wanted -> blocking.call(() -> users.setRole(id, wanted, Caller.of(caller), RequestId.of(exchange))));
    }
}
