package dev.backfill.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Reads secrets from files, as container platforms mount them: a variable that ends in {@code _FILE} holds the path. */
public final class SecretFiles {
    /** At the end of the variable that holds a path. */
    public static final String SUFFIX = "_FILE";

    private static final int MOST_BYTES = 8 * 1024;

    private SecretFiles() {}

    /**
     * Puts what the files hold into the environment, under the variables' own names.
     *
     * @param variables those that may come from a file instead
     * @return what is wrong, one sentence each
     */
    public static List<String> readInto(ConfigurableEnvironment environment, Collection<String> variables) {
        List<String> problems = new ArrayList<>();
        Map<String, Object> secrets = new LinkedHashMap<>();
        for (String variable : variables) {
            String path = environment.getProperty(variable + SUFFIX, "");
            if (path.isEmpty()) {
                continue;
            }
            if (!environment.getProperty(variable, "").isEmpty()) {
                problems.add(variable + " and " + variable + SUFFIX + " are both set: set one of them.");
                continue;
            }
            try {
                secrets.put(variable, read(Path.of(path)));
            } catch (IOException | InvalidPathException unreadable) {
                problems.add(variable + SUFFIX + " names no file of text that can be read, of at most " + MOST_BYTES + " bytes.");
            }
        }
        // By this name Spring Boot binds them as it binds variables.
        environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource("secretFiles-systemEnvironment", secrets));
        return problems;
    }

    /** Without the line break that editors and {@code echo} put at the end. */
    private static String read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("too large");
        }
        return Files.readString(file, StandardCharsets.UTF_8).stripTrailing();
    }
}
