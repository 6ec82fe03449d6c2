package dev.backfill.standalone.architecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.yaml.snakeyaml.Yaml;

/** The environment variables that each process reads, with their defaults: {@code required} if there is none, {@code empty} for no text. */
final class SettingsInCode {
    static final String REQUIRED = "required";
    static final String EMPTY = "empty";

    /** An empty placeholder below a comment that says so. */
    private static final Pattern OPTIONAL = Pattern.compile("# Optional.*\\n(?: *#.*\\n)*.*\\$\\{([A-Z0-9_]+):}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z0-9_]+):([^}]*)}");

    private SettingsInCode() {}

    /** From the records that workers bind: each component is a variable. */
    static Map<String, String> ofWorkers() {
        Map<String, String> settings = new TreeMap<>();
        new ClassFileImporter().importPackages("dev.backfill.workers").stream()
                .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class) && type.isRecord())
                .forEach(type -> addAll(type.reflect(), settings));
        return settings;
    }

    private static void addAll(Class<?> properties, Map<String, String> settings) {
        String prefix = properties.getAnnotation(ConfigurationProperties.class).prefix();
        for (Parameter parameter : properties.getDeclaredConstructors()[0].getParameters()) {
            String name = prefix + "." + parameter.getName().replaceAll("([A-Z])", "_$1");
            DefaultValue value = parameter.getAnnotation(DefaultValue.class);
            String variable = name.replace('.', '_').toUpperCase(Locale.ROOT);
            settings.put(variable, value == null ? REQUIRED : orEmpty(String.join(",", value.value())));
        }
    }

    private static String orEmpty(String value) {
        return value.isEmpty() ? EMPTY : value;
    }

    /** From {@code gateway.yml}, where an empty placeholder stands for what is required, unless the comment above it says that it is optional. */
    static Map<String, String> ofGateway() {
        Map<String, String> settings = new TreeMap<>();
        PLACEHOLDER.matcher(gatewayFile()).results().forEach(
                match -> settings.put(match.group(1), match.group(2).isEmpty() ? REQUIRED : match.group(2)));
        OPTIONAL.matcher(gatewayFile()).results().forEach(match -> settings.put(match.group(1), EMPTY));
        Map<?, ?> server = (Map<?, ?>) gatewayTree().get("server");
        for (String name : Set.of("address", "port")) {
            settings.put("SERVER_" + name.toUpperCase(Locale.ROOT), String.valueOf(server.get(name)));
        }
        return settings;
    }

    /** The properties that {@code gateway.yml} gives, such as {@code database.url}. */
    static Set<String> propertiesInGatewayFile() {
        return leaves("", (Map<?, ?>) gatewayTree().get("backfill")).collect(Collectors.toSet());
    }

    private static Stream<String> leaves(String prefix, Map<?, ?> tree) {
        return tree.entrySet().stream().flatMap(entry -> entry.getValue() instanceof Map<?, ?> inner
                ? leaves(prefix + entry.getKey() + ".", inner)
                : Stream.of(prefix + entry.getKey()));
    }

    /** The properties that the gateway binds. */
    static Set<String> propertiesOfGateway() {
        try {
            return leaves("", Class.forName("dev.backfill.gateway.GatewaySettings")).collect(Collectors.toSet());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> leaves(String prefix, Class<?> settings) {
        return Arrays.stream(settings.getRecordComponents()).flatMap((RecordComponent component) -> component.getType().isRecord()
                ? leaves(prefix + component.getName() + ".", component.getType())
                : Stream.of(prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)));
    }

    private static Map<String, Object> gatewayTree() {
        return new Yaml().load(gatewayFile());
    }

    private static String gatewayFile() {
        try (InputStream file = Objects.requireNonNull(SettingsInCode.class.getResourceAsStream("/gateway.yml"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
