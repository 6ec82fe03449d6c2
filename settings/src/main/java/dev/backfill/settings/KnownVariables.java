package dev.backfill.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The variables that a process reads. Its environment is shared with other programs, so that only the namespaces of its own are
 * searched for misspellings.
 */
public final class KnownVariables {
    private final SortedSet<String> names;
    private final Collection<String> namespaces;

    /**
     * @param names in full
     * @param namespaces what variables begin with that only we use, such as {@code BACKFILL_DATABASE_}
     */
    public KnownVariables(Collection<String> names, Collection<String> namespaces) {
        this.names = new TreeSet<>(names);
        this.namespaces = List.copyOf(namespaces);
    }

    /** What is set and not known, one sentence each, in the order of the alphabet. */
    public List<String> problems(ConfigurableEnvironment environment) {
        return variables(environment)
                .sorted()
                .filter(name -> namespaces.stream().anyMatch(name::startsWith))
                .filter(name -> !names.contains(name))
                .map(name -> name + " is not a setting. Known are " + String.join(", ", names) + ".")
                .toList();
    }

    private static Stream<String> variables(ConfigurableEnvironment environment) {
        return environment.getPropertySources().get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
                        instanceof EnumerablePropertySource<?> variables
                ? Arrays.stream(variables.getPropertyNames())
                : Stream.empty();
    }
}
