package dev.backfill.gateway;

import static java.util.stream.Collectors.joining;

import dev.backfill.gateway.secret.SecretFiles;
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
    /** The variables that {@code gateway.yml} reads in the namespaces that only it, or it and the workers, use. */
    private static final Set<String> KNOWN_VARIABLES = Set.of(
            "BACKFILL_DATABASE_URL",
            "BACKFILL_DATABASE_USER",
            "BACKFILL_DATABASE_PASSWORD",
            "BACKFILL_DATABASE_PASSWORD_FILE",
            "BACKFILL_DATABASE_CONNECTIONS",
            "BACKFILL_TEMPORAL_ADDRESS",
            "BACKFILL_TEMPORAL_NAMESPACE",
            "BACKFILL_LIMITS_HOUR",
            "BACKFILL_LIMITS_DAY",
            "BACKFILL_LIMITS_LOGIN_PER_MINUTE",
            "BACKFILL_LIMITS_STARTS_PER_HOUR",
            "BACKFILL_HTTP_CONNECTIONS",
            "BACKFILL_HTTP_REQUEST_SECONDS",
            "BACKFILL_STREAMS_PER_CLIENT",
            "BACKFILL_STREAMS_PER_GATEWAY",
            "BACKFILL_STREAMS_HEARTBEAT",
            "BACKFILL_STREAMS_LONGEST",
            "BACKFILL_RETENTION_IDEMPOTENCY_KEYS",
            "BACKFILL_RETENTION_EVENTS",
            "BACKFILL_RETENTION_CENSUSES",
            "BACKFILL_MANAGEMENT_ADDRESS",
            "BACKFILL_MANAGEMENT_PORT",
            "BACKFILL_LOG_FORMAT");
    private static final List<String> OWN_NAMESPACES = List.of(
            "BACKFILL_DATABASE_", "BACKFILL_TEMPORAL_", "BACKFILL_LIMITS_", "BACKFILL_HTTP_", "BACKFILL_STREAMS_", "BACKFILL_RETENTION_",
            "BACKFILL_MANAGEMENT_", "BACKFILL_LOG_");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        List<String> problems = new ArrayList<>(unknownVariables(context.getEnvironment()));
        problems.addAll(SecretFiles.readInto(context.getEnvironment()));
        problems.addAll(problemsOfSettings(context.getEnvironment()));
        if (portsAreOne(context.getEnvironment())) {
            problems.add("BACKFILL_MANAGEMENT_PORT must be another than SERVER_PORT: what it serves is not for the public.");
        }
        if (!problems.isEmpty()) {
            throw new StartRefused(problems);
        }
    }

    private static boolean portsAreOne(ConfigurableEnvironment environment) {
        String management = environment.getProperty("management.server.port", "");
        return !management.equals("0") && management.equals(environment.getProperty("server.port", ""));
    }

    /** The environment is shared with other programs, so only the namespaces of our own are searched for misspellings. */
    private static List<String> unknownVariables(ConfigurableEnvironment environment) {
        return new TreeSet<>(environment.getSystemEnvironment().keySet()).stream()
                .filter(name -> OWN_NAMESPACES.stream().anyMatch(name::startsWith))
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
