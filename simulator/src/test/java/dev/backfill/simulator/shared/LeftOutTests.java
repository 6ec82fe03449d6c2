package dev.backfill.simulator.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says which tests were left out, a line each, and at the end of each module's tests how many they are so far: the modules of one build
 * add to one file, so that the last line counts them all.
 */
public final class LeftOutTests implements TestExecutionListener {
    private final ConcurrentLinkedQueue<String> leftOut = new ConcurrentLinkedQueue<>();
    private Optional<TestPlan> plan = Optional.empty();

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = Optional.of(started);
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        if (reason.startsWith(SharedIsPresent.ABSENT)) {
            testsOf(test).forEach(name -> {
                leftOut.add(name);
                System.out.printf("left out, as %s: %s%n", SharedIsPresent.ABSENT, name);
            });
        }
    }

    /** A parameterized test is one, whatever its parameters. */
    private List<String> testsOf(TestIdentifier skipped) {
        TestPlan all = plan.orElseThrow();
        List<String> below = all.getDescendants(skipped).stream()
                .filter(one -> all.getChildren(one).isEmpty())
                .map(LeftOutTests::name)
                .toList();
        return below.isEmpty() ? List.of(name(skipped)) : below;
    }

    private static String name(TestIdentifier test) {
        String[] parts = test.getUniqueId().replaceAll("[\\[\\]]", "").split("/");
        return String.join(" ", List.of(parts).subList(1, parts.length)).replaceAll("(class|method|test-template):", "");
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        long count = countOfBuild();
        if (count > 0) {
            System.out.printf("%d test%s left out so far, as %s%n", count, count == 1 ? " was" : "s were", SharedIsPresent.ABSENT);
        }
    }

    private long countOfBuild() {
        String build = System.getProperty("tests.build");
        if (build == null) {
            return leftOut.size();
        }
        Path file = Shared.project().resolve("target/tests-left-out").resolve(build);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, leftOut, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
