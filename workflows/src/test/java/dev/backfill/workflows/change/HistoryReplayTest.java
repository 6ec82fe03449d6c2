package dev.backfill.workflows.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.workflows.backfill.BackfillWorkflowImpl;
import dev.backfill.workflows.partition.PartitionWorkflowImpl;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded history replays with the code as it is: a backfill that is under way survives the deploy. */
class HistoryReplayTest {
    private static final Path HISTORIES = Path.of("src/test/resources/histories");

    static List<Path> histories() throws IOException {
        try (Stream<Path> files = Files.walk(HISTORIES)) {
            return files.filter(file -> file.toString().endsWith(".json.gz")).sorted().toList();
        }
    }

    static WorkflowExecutionHistory read(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return WorkflowExecutionHistory.fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void recordedHistory_replays(Path file) throws Exception {
        WorkflowReplayer.replayWorkflowExecution(read(file), BackfillWorkflowImpl.class, PartitionWorkflowImpl.class);
    }

    /** A history may be added, never taken away. */
    @ParameterizedTest
    @CsvSource({"BackfillWorkflow, 6", "PartitionWorkflow, 8"})
    void historiesOfEachType_areNotFewerThanBefore(String type, int atLeast) throws IOException {
        assertThat(histories()).filteredOn(file -> file.getParent().endsWith(type)).hasSizeGreaterThanOrEqualTo(atLeast);
    }

    @Test
    void changedWorkflow_doesNotReplay() throws IOException {
        Path completed = histories().stream()
                .filter(file -> file.getParent().endsWith("PartitionWorkflow") && file.toString().contains("completed"))
                .findFirst()
                .orElseThrow();
        WorkflowExecutionHistory history = read(completed);

        assertThatThrownBy(() -> WorkflowReplayer.replayWorkflowExecution(history, ChangedPartitionWorkflow.class))
                .hasStackTraceContaining("NonDeterministicException");
    }
}
