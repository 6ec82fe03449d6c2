package dev.backfill.workflows.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workflows.WorkflowHarness;
import dev.backfill.workflows.backfill.BackfillWorkflow;
import dev.backfill.workflows.pull.WindowResult;
import dev.backfill.workflows.run.BackfillResult;
import io.temporal.api.common.v1.Payload;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextPropagatorTest {
    private final LogContextPropagator propagator = new LogContextPropagator();

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void headerGivesBackWhatTheThreadHad_andNothingElse() {
        MDC.put(LogContext.REQUEST_ID, "r.1");
        MDC.put(LogContext.TRACE_ID, "0af7651916cd43dd8448eb211c80319c");
        MDC.put(LogContext.RUN_ID, "jira-2026-11-23-k3f9");
        Map<String, Payload> header = propagator.serializeContext(propagator.getCurrentContext());
        assertThat(header).containsOnlyKeys(LogContext.REQUEST_ID, LogContext.TRACE_ID);
        MDC.clear();

        propagator.setCurrentContext(propagator.deserializeContext(header));

        assertThat(MDC.getCopyOfContextMap())
                .isEqualTo(Map.of(LogContext.REQUEST_ID, "r.1", LogContext.TRACE_ID, "0af7651916cd43dd8448eb211c80319c"));
    }

    @Test
    void headerOfAnother_leavesNothingOfTheOneBefore() {
        MDC.put(LogContext.REQUEST_ID, "earlier");
        propagator.setCurrentContext(propagator.deserializeContext(Map.of()));
        assertThat(MDC.get(LogContext.REQUEST_ID)).isNull();
    }

    @Test
    void headerThatIsNoId_isLeftOut() {
        for (Object forged : new Object[] {"a\nb", "\u001b[31m", "x".repeat(129), "", Map.of("a", "b")}) {
            Payload payload = DefaultDataConverter.STANDARD_INSTANCE.toPayload(forged).orElseThrow();
            propagator.setCurrentContext(propagator.deserializeContext(Map.of(LogContext.REQUEST_ID, payload)));
            assertThat(MDC.get(LogContext.REQUEST_ID)).as(String.valueOf(forged)).isNull();
        }
    }

    /** Of the run's workflow, of its children, and of what they continue as: 700 windows are more than one history holds. */
    @Test
    void everyActivityOfARun_hasTheRequestId() {
        try (WorkflowHarness temporal = new WorkflowHarness()) {
            List<String> seen = new CopyOnWriteArrayList<>();
            temporal.activities.partitions = 2;
            temporal.activities.windows = 700;
            temporal.activities.pull = window -> {
                seen.add(MDC.get(LogContext.REQUEST_ID) + " " + MDC.get(LogContext.TRACE_ID));
                return new WindowResult(1, 1, 0, 0);
            };
            MDC.put(LogContext.REQUEST_ID, "asked-by-me");
            BackfillWorkflow workflow = temporal.start(2, 4);
            MDC.clear();
            WorkflowStub.fromTyped(workflow).getResult(BackfillResult.class);

            assertThat(seen).containsOnly("asked-by-me null").hasSizeGreaterThan(1_400);
        }
    }
}
