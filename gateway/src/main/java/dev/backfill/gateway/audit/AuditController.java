package dev.backfill.gateway.audit;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.openapi.AnswerHeader;
import dev.backfill.gateway.openapi.Answers;
import dev.backfill.gateway.paging.PageFields;
import dev.backfill.gateway.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who did what, for administrators. */
@Tag(name = "audit")
@RestController
class AuditController {
    private final ReadAudit audit;
    private final BlockingCalls blocking;

    AuditController(ReadAudit audit, BlockingCalls blocking) {
        this.audit = audit;
        this.blocking = blocking;
    }

    /** Lists what was done, the latest first. */
    @Operation(operationId = "listAuditEntries", summary = "List the audit log")
    @Answers(headers = AnswerHeader.LINK, problems = ProblemType.INVALID_CURSOR)
    @GetMapping(path = ReadAudit.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<AuditView>> list(ServerHttpRequest request) {
        PageFields fields = PageFields.read(request);
        return blocking.call(() -> audit.list(fields)).map(page -> page.answer(new AuditView(page.entries(), page.next())));
    }
}
