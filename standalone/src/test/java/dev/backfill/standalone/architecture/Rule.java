package dev.backfill.standalone.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;

/**
 * A rule of the architecture, which can be held against the project and against classes made to break it.
 *
 * @param name what must be, in words
 * @param under the rule for the packages under a root, such as {@code dev.backfill}
 * @param counterExamples classes that break it, every method of which must be found
 */
record Rule(String name, Function<String, ArchRule> under, List<Class<?>> counterExamples) {
    static Rule of(String name, Function<String, ArchRule> under, Class<?>... counterExamples) {
        return new Rule(name, under, List.of(counterExamples));
    }

    @Override
    public String toString() {
        return name;
    }
}
