package dev.backfill.standalone.system;

import dev.backfill.standalone.SystemOptions;
import dev.backfill.standalone.part.JiraSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** One system of 1,500 issues and two workers for all tests that leave it whole; emptied before each test, stopped after the last. */
class SharedSystem implements ParameterResolver, BeforeEachCallback {
    static final int ISSUES = 1_500;

    private record Started(SystemUnderTest system, Path home) implements AutoCloseable {
        static Started now() {
            try {
                Path home = Files.createTempDirectory("backfill-system");
                SystemOptions options = SystemOptions.in(home)
                        .withWorkers(2)
                        .withJira(JiraSite.Simulated.generated(ISSUES, 7))
                        // Small windows, so that every partition has several.
                        .withWorkerEnvironment(Map.of("BACKFILL_WORKERS_WINDOW_RECORDS", "300"));
                return new Started(new SystemUnderTest(options), home);
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public void close() throws IOException {
            system.close();
            FileSystemUtils.deleteRecursively(home);
        }
    }

    private static SystemUnderTest system(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Started.class, key -> Started.now(), Started.class)
                .system();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        system(context).reset();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SystemUnderTest.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return system(context);
    }
}
