package dev.backfill.workers;

import dev.backfill.settings.KnownVariables;
import dev.backfill.settings.SecretFiles;
import dev.backfill.settings.StartRefused;
import dev.backfill.workflows.source.Sources;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Reads the secrets that lie in files, and refuses to start with a variable that is misspelled. What variables hold is checked where they are bound. */
final class StartCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String DATABASE_PASSWORD = "BACKFILL_DATABASE_PASSWORD";
    /** How the variable ends that holds the credential of a source. */
    private static final String TOKEN = "_TOKEN";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        require(context.getEnvironment());
    }

    /** @throws StartRefused naming all that is wrong */
    static void require(ConfigurableEnvironment environment) {
        Set<String> secrets = secrets();
        List<String> problems = new ArrayList<>(knownVariables(secrets).problems(environment));
        problems.addAll(SecretFiles.readInto(environment, secrets));
        if (!problems.isEmpty()) {
            throw new StartRefused("worker", problems);
        }
    }

    private static Set<String> secrets() {
        Stream<String> ofSources = Sources.all().stream().flatMap(source -> source.settings().stream()).filter(setting -> setting.endsWith(TOKEN));
        return Stream.concat(Stream.of(DATABASE_PASSWORD), ofSources).collect(Collectors.toCollection(TreeSet::new));
    }

    private static KnownVariables knownVariables(Set<String> secrets) {
        List<String> names = secrets.stream().map(secret -> secret + SecretFiles.SUFFIX).collect(Collectors.toCollection(ArrayList::new));
        List<String> namespaces = new ArrayList<>();
        for (Class<?> settings : settings()) {
            String namespace = variable(MergedAnnotations.from(settings).get(ConfigurationProperties.class).getString("prefix")) + "_";
            namespaces.add(namespace);
            for (RecordComponent setting : settings.getRecordComponents()) {
                names.add(namespace + variable(DataObjectPropertyName.toDashedForm(setting.getName())));
            }
        }
        return new KnownVariables(names, namespaces);
    }

    /** The records that variables are bound to, those of every source among them. */
    private static List<Class<?>> settings() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents(StartCheck.class.getPackageName()).stream()
                .<Class<?>>map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), StartCheck.class.getClassLoader()))
                .toList();
    }

    /** Such as {@code BACKFILL_JIRA_URL} for {@code backfill.jira.url}. */
    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
