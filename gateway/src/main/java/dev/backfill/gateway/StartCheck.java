package dev.backfill.gateway;

import static java.util.stream.Collectors.joining;

import dev.backfill.settings.KnownVariables;
import dev.backfill.settings.SecretFiles;
import dev.backfill.settings.StartRefused;
import java.util.ArrayList;
import java.util.List;
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
    private static final List<String> SECRETS = List.of("ADMIN_API_KEY", "BACKFILL_DATABASE_PASSWORD", "JWT_SECRET");

    /** What {@code gateway.yml} reads in the namespaces that only it, or it and the workers, use. */
    private static final KnownVariables VARIABLES = new KnownVariables(
            List.of(
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
                    "BACKFILL_HTTP_CONNECTIONS_PER_ADDRESS",
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
                    "BACKFILL_LOG_FORMAT"),
            List.of(
                    "BACKFILL_DATABASE_", "BACKFILL_TEMPORAL_", "BACKFILL_LIMITS_", "BACKFILL_HTTP_", "BACKFILL_STREAMS_",
                    "BACKFILL_RETENTION_", "BACKFILL_MANAGEMENT_", "BACKFILL_LOG_"));

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        List<String> problems = new ArrayList<>(VARIABLES.problems(context.getEnvironment()));
        problems.addAll(SecretFiles.readInto(context.getEnvironment(), SECRETS));
        problems.addAll(problemsOfSettings(context.getEnvironment()));
        if (portsAreOne(context.getEnvironment())) {
            problems.add("BACKFILL_MANAGEMENT_PORT must be another than SERVER_PORT: what it serves is not for the public.");
        }
        if (!problems.isEmpty()) {
            throw new StartRefused("gateway", problems);
        }
    }

    private static boolean portsAreOne(ConfigurableEnvironment environment) {
        String management = environment.getProperty("management.server.port", "");
        return !management.equals("0") && management.equals(environment.getProperty("server.port", ""));
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
