package dev.backfill.standalone.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.backfill.standalone.architecture.violating.workflows.DrawsAtRandom;
import dev.backfill.standalone.architecture.violating.workflows.HashesItsOrder;
import dev.backfill.standalone.architecture.violating.workflows.KeepsState;
import dev.backfill.standalone.architecture.violating.workflows.ReadsClock;
import dev.backfill.standalone.architecture.violating.workflows.ReadsOutside;
import dev.backfill.standalone.architecture.violating.workflows.StartsThreads;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What workflow code must not do, so that a replay takes the same way as the run did. The whole module is held to it: what stands
 * there is used by workflows or may be soon.
 */
final class DeterminismRules {
    static final List<Rule> ALL = List.of(
            Rule.of("workflows call no clock", root -> nobodyAccesses(root, DeterminismRules::isClock), ReadsClock.class),
            Rule.of("workflows draw nothing at random", root -> nobodyAccesses(root, DeterminismRules::isRandom), DrawsAtRandom.class),
            Rule.of("workflows start no thread, wait for none and lock nothing", DeterminismRules::noThreads, StartsThreads.class),
            Rule.of("workflows read nothing from outside", root -> nobodyAccesses(root, DeterminismRules::isOutside), ReadsOutside.class),
            Rule.of("workflows make no collection in the order of hashes",
                    root -> nobodyAccesses(root, DeterminismRules::isHashed), HashesItsOrder.class),
            Rule.of("workflows keep nothing that changes in static fields", DeterminismRules::noMutableStatics, KeepsState.class));

    private static final Set<String> CLOCKS =
            Set.of("java.time.Clock", "java.time.InstantSource", "java.util.Date", "java.util.Calendar", "java.util.GregorianCalendar");
    private static final Set<String> RANDOM = Set.of(
            "java.util.Random", "java.util.SplittableRandom", "java.util.concurrent.ThreadLocalRandom", "java.security.SecureRandom");
    private static final Set<String> HASHED = Set.of(
            "java.util.HashMap", "java.util.HashSet", "java.util.IdentityHashMap", "java.util.WeakHashMap", "java.util.Hashtable");
    private static final Set<String> HASHING_COLLECTORS =
            Set.of("toSet", "toUnmodifiableSet", "toMap", "toUnmodifiableMap", "groupingBy", "partitioningBy");

    private DeterminismRules() {}

    private static boolean isClock(String owner, String member) {
        return CLOCKS.contains(owner)
                || (owner.startsWith("java.time.") && member.equals("now"))
                || (owner.equals("java.lang.System") && Set.of("currentTimeMillis", "nanoTime").contains(member));
    }

    private static boolean isRandom(String owner, String member) {
        return RANDOM.contains(owner)
                || owner.startsWith("java.util.random.")
                || (owner.equals("java.util.UUID") && member.equals("randomUUID"))
                || (owner.endsWith("Math") && member.equals("random"))
                || (owner.equals("java.util.Collections") && member.equals("shuffle"));
    }

    private static boolean isThread(String owner, String member) {
        return owner.equals("java.lang.Thread")
                || owner.startsWith("java.lang.Thread$")
                || owner.equals("java.util.Timer")
                || (owner.startsWith("java.util.concurrent.") && !owner.equals("java.util.concurrent.TimeUnit"))
                || Set.of("parallel", "parallelStream").contains(member)
                || (owner.equals("java.lang.Object") && Set.of("wait", "notify", "notifyAll").contains(member));
    }

    private static boolean isOutside(String owner, String member) {
        return owner.startsWith("java.io.")
                || owner.startsWith("java.nio.file.")
                || owner.startsWith("java.nio.channels.")
                || owner.startsWith("java.net.")
                || (owner.equals("java.lang.System") && Set.of("getenv", "getProperty").contains(member));
    }

    private static boolean isHashed(String owner, String member) {
        return (HASHED.contains(owner) && member.equals("<init>"))
                || (owner.equals("java.util.stream.Collectors") && HASHING_COLLECTORS.contains(member));
    }

    private static ArchRule nobodyAccesses(String root, BiPredicate<String, String> forbidden) {
        return noClasses().that().resideInAPackage(root + ".workflows..").should().accessTargetWhere(
                DescribedPredicate.<JavaAccess<?>>describe(
                        "what a replay would answer differently",
                        access -> forbidden.test(access.getTargetOwner().getName(), access.getName())));
    }

    private static ArchRule noThreads(String root) {
        ArchRule noLock = methods().that().areDeclaredInClassesThat().resideInAPackage(root + ".workflows..")
                .should().notHaveModifier(JavaModifier.SYNCHRONIZED);
        return CompositeArchRule.of(nobodyAccesses(root, DeterminismRules::isThread)).and(noLock);
    }

    private static ArchRule noMutableStatics(String root) {
        return fields().that().areStatic().and().areDeclaredInClassesThat().resideInAPackage(root + ".workflows..").should(BE_CONSTANT);
    }

    private static final ArchCondition<JavaField> BE_CONSTANT = new ArchCondition<>("be constants") {
        @Override
        public void check(JavaField field, ConditionEvents events) {
            boolean constant = field.getModifiers().contains(JavaModifier.FINAL) && !isMutable(field.getRawType());
            if (!constant && !field.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                events.add(SimpleConditionEvent.violated(field, field.getFullName() + " can change"));
            }
        }
    };

    /** A field of an interface type such as {@code List} counts as constant: what it holds cannot be seen here. */
    private static boolean isMutable(JavaClass type) {
        boolean collection = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
        return type.isArray()
                || (collection && !type.isInterface())
                || type.getPackageName().startsWith("java.util.concurrent")
                || type.isEquivalentTo(StringBuilder.class);
    }
}
