package dev.backfill.standalone.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import java.lang.reflect.Member;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule holds for the project, and is seen to fail for the classes in {@code violating}, so that none is empty. */
class ArchitectureTest {
    private static final String OURS = "dev.backfill";
    private static final String VIOLATING = ArchitectureTest.class.getPackageName() + ".violating";

    private static final JavaClasses PROJECT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(OURS);
    private static final JavaClasses COUNTER_EXAMPLES = new ClassFileImporter().importPackages(VIOLATING);

    static Stream<Rule> rules() {
        return Stream.of(ModuleRules.ALL.stream(), DeterminismRules.ALL.stream(), ModuleRules.MODULES.stream().map(ModuleRules::noCycles))
                .flatMap(rules -> rules);
    }

    static Stream<Rule> rulesToBreak() {
        return Stream.of(ModuleRules.ALL.stream(), DeterminismRules.ALL.stream(), Stream.of(ModuleRules.noCycles("store")))
                .flatMap(rules -> rules);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void rule_holds(Rule rule) {
        rule.under().apply(OURS).check(PROJECT);
    }

    @ParameterizedTest
    @MethodSource("rulesToBreak")
    void rule_isSeenToFail(Rule rule) {
        EvaluationResult result = rule.under().apply(VIOLATING).evaluate(COUNTER_EXAMPLES);

        List<String> found = result.getFailureReport().getDetails();
        for (Class<?> example : rule.counterExamples()) {
            assertThat(found).as("%s breaks: %s", example.getSimpleName(), rule).anyMatch(line -> line.contains(example.getName()));
            assertThat(membersOf(example))
                    .as("members of %s that break: %s", example.getSimpleName(), rule)
                    .isNotEmpty()
                    .allMatch(member -> found.stream().anyMatch(line -> line.contains(example.getName() + "." + member)));
        }
    }

    private static List<String> membersOf(Class<?> example) {
        return Stream.<Member>concat(Arrays.stream(example.getDeclaredMethods()), Arrays.stream(example.getDeclaredFields()))
                .filter(member -> !member.isSynthetic())
                .map(Member::getName)
                .toList();
    }

    /** Or else every rule about an absent module would hold. */
    @Test
    void everyModule_isLookedAt() {
        for (String module : ModuleRules.MODULES) {
            assertThat(PROJECT.stream().filter(type -> type.getPackageName().startsWith(OURS + "." + module)))
                    .as(module)
                    .hasSizeGreaterThan(3);
        }
    }
}
