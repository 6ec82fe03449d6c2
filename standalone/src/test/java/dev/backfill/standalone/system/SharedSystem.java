package dev.backfill.standalone.system;

import dev.backfill.standalone.SystemOptions;
import dev.backfill.standalone.part.JiraSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.StringUtils;

/**
 * One system of some records of each source and two workers for all tests that leave it whole; emptied before each test, stopped after
 * the last.
 */
class SharedSystem implements ParameterResolver, BeforeEachCallback {
    static final int ISSUES = 1_500;

    /** Where months are partitions, each takes time: of these, one of Fireflies' has nothing and one most, and one of Tempo's has most. */
    private static final int MONTHS = 3;

    /** Before the first month that has anything. */
    static final LocalDate FIRST_DAY = LocalDate.now(ZoneOffset.UTC).minusDays(40 + MONTHS * 31);

    /** Some worklogs of Tempo are for days ahead, so that now is a while ago; what appears in Fireflies is soon processed. */
    static final String[] SIMULATOR = {
        "--now", Instant.now().truncatedTo(ChronoUnit.DAYS).minus(40, ChronoUnit.DAYS).toString(),
        "--tempo-months", String.valueOf(MONTHS), "--fireflies-months", String.valueOf(MONTHS), "--fireflies-processing-seconds", "2"
    };

    /** Small windows and pages, so that partitions have several. */
    private static final Map<String, String> SMALL = Map.of("BACKFILL_WORKERS_WINDOW_RECORDS", "300", "BACKFILL_FIREFLIES_PAGE_SIZE", "5");
    private static final String[] SMALL_PAGES = {"--tempo-page-limit", "100"};

    private record Started(SystemUnderTest system, Path home) implements AutoCloseable {
        static Started now() {
            try {
                Path home = Files.createTempDirectory("backfill-system");
                SystemOptions options = SystemOptions.in(home)
                        .withWorkers(2)
                        .withJira(JiraSite.Simulated.generated(ISSUES, 7).with(StringUtils.concatenateStringArrays(SIMULATOR, SMALL_PAGES)))
                        .withOthers(SourcesUnderTest.others(SourceUnderTest::size))
                        .withWorkerEnvironment(SMALL);
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
