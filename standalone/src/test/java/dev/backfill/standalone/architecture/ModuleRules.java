package dev.backfill.standalone.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.backfill.standalone.architecture.violating.gateway.BlocksController;
import dev.backfill.standalone.architecture.violating.gateway.SchedulesItself;
import dev.backfill.standalone.architecture.violating.gateway.SeesWorkers;
import dev.backfill.standalone.architecture.violating.gateway.SeesWorkflowCode;
import dev.backfill.standalone.architecture.violating.simulator.SeesOurs;
import dev.backfill.standalone.architecture.violating.store.UsesContext;
import dev.backfill.standalone.architecture.violating.store.UsesTemporal;
import dev.backfill.standalone.architecture.violating.store.here.Here;
import dev.backfill.standalone.architecture.violating.workers.MakesFailure;
import dev.backfill.standalone.architecture.violating.workers.source.jira.WritesJql;
import dev.backfill.standalone.architecture.violating.workers.source.jira.WritesSql;
import dev.backfill.standalone.architecture.violating.workers.source.slack.SeesJira;
import dev.backfill.standalone.architecture.violating.workers.source.slack.SeesTemporal;
import dev.backfill.standalone.architecture.violating.workflows.UsesSpring;
import java.util.List;

/** Who may know whom. */
final class ModuleRules {
    static final List<String> MODULES =
            List.of("workflows", "settings", "store", "workers", "gateway", "simulator", "temporalconfig", "standalone");

    static final List<Rule> ALL = List.of(
            Rule.of("workflows use only java, Temporal, Jakarta's constraints, SLF4J and JSpecify", ModuleRules::workflowsAreAlone,
                    UsesSpring.class),
            Rule.of("the store never uses Temporal", root -> never(root + ".store..", "io.temporal.."), UsesTemporal.class),
            Rule.of("of Spring, the store uses JDBC and transactions only", ModuleRules::storeUsesLittleSpring, UsesContext.class),
            Rule.of("sources never see Temporal", root -> never(root + ".workers.source..", "io.temporal.."), SeesTemporal.class),
            Rule.of("no source sees another", ModuleRules::sourcesAreApart, SeesJira.class),
            Rule.of("only FailureTranslator makes failures of Temporal", ModuleRules::oneTranslator, MakesFailure.class),
            Rule.of("only the store talks JDBC", ModuleRules::jdbcInTheStore, WritesSql.class),
            Rule.of("only JiraQuery makes a JQL query", ModuleRules::oneMakerOfJql, WritesJql.class),
            Rule.of("the gateway never sees workers", root -> never(root + ".gateway..", root + ".workers.."), SeesWorkers.class),
            Rule.of("the gateway sees no workflow code", ModuleRules::gatewaySeesContractsOnly, SeesWorkflowCode.class),
            Rule.of("controllers and filters of the gateway never block", ModuleRules::edgeNeverBlocks, BlocksController.class),
            Rule.of("the gateway has one place that runs what blocks", ModuleRules::oneScheduler, SchedulesItself.class),
            Rule.of("the simulator sees nothing of ours", ModuleRules::simulatorIsAlone, SeesOurs.class));

    private ModuleRules() {}

    /** Of one module, so that a cycle is reported with its module. */
    static Rule noCycles(String module) {
        return Rule.of("no cycle between the packages of " + module, root -> noCycle(root + "." + module), Here.class);
    }

    private static ArchRule never(String who, String... whom) {
        return noClasses().that().resideInAPackage(who).should().dependOnClassesThat().resideInAnyPackage(whom);
    }

    private static ArchRule workflowsAreAlone(String root) {
        return classes().that().resideInAPackage(root + ".workflows..").should().onlyDependOnClassesThat(resideInAnyPackage(
                root + ".workflows..", "java..", "io.temporal..", "jakarta.validation..", "org.slf4j..", "org.jspecify.."));
    }

    private static ArchRule storeUsesLittleSpring(String root) {
        return noClasses().that().resideInAPackage(root + ".store..").should().dependOnClassesThat(resideInAPackage("org.springframework..")
                .and(resideOutsideOfPackage("org.springframework.jdbc.."))
                .and(resideOutsideOfPackage("org.springframework.dao.."))
                .and(resideOutsideOfPackage("org.springframework.transaction..")));
    }

    /** What all of them share lies in {@code source} itself and in {@code source.http}, which in turn sees no source. */
    private static ArchRule sourcesAreApart(String root) {
        return slices().matching(root + ".workers.source.(*)..").should().notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage(root + ".workers.source.http.."));
    }

    private static ArchRule oneTranslator(String root) {
        return noClasses().that().resideInAPackage(root + ".workers..")
                .and().doNotHaveFullyQualifiedName(root + ".workers.failure.FailureTranslator")
                .should().dependOnClassesThat().haveFullyQualifiedName("io.temporal.failure.ApplicationFailure");
    }

    /** The exception: the embedded database is created before anything is stored. */
    private static ArchRule jdbcInTheStore(String root) {
        return noClasses().that().resideInAPackage(root + "..")
                .and().resideOutsideOfPackage(root + ".store..")
                .and().doNotHaveFullyQualifiedName(root + ".standalone.part.EmbeddedDatabase")
                .should().dependOnClassesThat().resideInAnyPackage(
                        "java.sql..", "org.postgresql..", "org.springframework.jdbc.core..", "org.springframework.jdbc.datasource..");
    }

    private static ArchRule oneMakerOfJql(String root) {
        String query = root + ".workers.source.jira.JiraQuery";
        return noClasses().that().resideInAPackage(root + "..").and().doNotHaveFullyQualifiedName(query)
                .should().callConstructor(query, String.class.getName());
    }

    private static ArchRule gatewaySeesContractsOnly(String root) {
        return noClasses().that().resideInAPackage(root + ".gateway..")
                .should().dependOnClassesThat().haveSimpleNameEndingWith("WorkflowImpl");
    }

    private static ArchRule edgeNeverBlocks(String root) {
        return noClasses().that().resideInAPackage(root + ".gateway..")
                .and().haveNameMatching(".*(Controller|Filter)")
                .should().dependOnClassesThat().resideInAnyPackage(root + ".store..", "io.temporal..", "javax.sql..", "java.sql..");
    }

    private static ArchRule oneScheduler(String root) {
        return noClasses().that().resideInAPackage(root + ".gateway..")
                .and().doNotHaveFullyQualifiedName(root + ".gateway.blocking.BlockingCalls")
                .should().dependOnClassesThat().haveNameMatching(
                        "java\\.util\\.concurrent\\.(Executor.*|ForkJoinPool|CompletableFuture)"
                                + "|reactor\\.core\\.scheduler\\..*|java\\.lang\\.Thread");
    }

    private static ArchRule simulatorIsAlone(String root) {
        return noClasses().that().resideInAPackage(root + ".simulator..").should().dependOnClassesThat(
                resideInAPackage(root + "..").and(resideOutsideOfPackage(root + ".simulator..")));
    }

    private static ArchRule noCycle(String module) {
        return slices().assignedFrom(new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                boolean inside = name.equals(module) || name.startsWith(module + ".");
                return inside ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages of " + module;
            }
        }).should().beFreeOfCycles();
    }
}
