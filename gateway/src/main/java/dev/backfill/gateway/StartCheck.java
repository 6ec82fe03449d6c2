package dev.backfill.gateway;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/** Refuses to start with settings that are missing, wrong or unsafe, before anything is opened, and names all of them at once. */
final class StartCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** The variables that {@code gateway.yml} reads in the namespaces that only it and the workers share. */
    private static final Set<String> KNOWN_VARIABLES = Set.of(
            "BACKFILL_DATABASE_URL",
            "BACKFILL_DATABASE_USER",
            "BACKFILL_DATABASE_PASSWORD",
            "BACKFILL_DATABASE_CONNECTIONS",
            "BACKFILL_TEMPORAL_ADDRESS",
            "BACKFILL_TEMPORAL_NAMESPACE");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        List<String> problems = new ArrayList<>(unknownVariables(context.getEnvironment()));
        problems.addAll(problemsOfSettings(context.getEnvironment()));
        if (!problems.isEmpty()) {
            throw new StartRefused(problems);
        }
    }

    /** The environment is shared with other programs, so only the namespaces of our own are searched for misspellings. */
    private static List<String> unknownVariables(ConfigurableEnvironment environment) {
        return new TreeSet<>(environment.getSystemEnvironment().keySet()).stream()
                .filter(name -> name.startsWith("BACKFILL_DATABASE_") || name.startsWith("BACKFILL_TEMPORAL_"))
                .filter(name -> !KNOWN_VARIABLES.contains(name))
                .map(name -> name + " is not a setting. Known are " + String.join(", ", new TreeSet<>(KNOWN_VARIABLES)) + ".")
                .toList();
    }

    private static List<String> problemsOfSettings(ConfigurableEnvironment environment) {
        try {
            return Binder.get(environment)
                    .bindOrCreate(
                            "backfill",
                            Bindable.of(GatewaySettings.class),
                            new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()))
                    .problems();
        } catch (BindException unreadable) {
            return List.of(explain(unreadable));
        }
    }

    private static String explain(BindException failure) {
        String name = failure.getName().toString();
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException inner) {
                name = inner.getName().toString();
            }
            if (cause instanceof UnboundConfigurationPropertiesException unknown) {
                return "Not a setting: "
                        + unknown.getUnboundProperties().stream().map(property -> property.getName().toString()).collect(joining(", "))
                        + ".";
            }
        }
        return "The setting " + name + " cannot be read as what it has to be, such as a whole number.";
    }
}
