package dev.backfill.temporalconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workflows.SearchAttributes;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.common.SearchAttributeKey;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConfigFilesTest {
    @Test
    void theAttributesAreThoseThatTheWorkflowsSet() {
        Map<String, IndexedValueType> set = Arrays.stream(SearchAttributes.class.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == SearchAttributeKey.class)
                .map(ConfigFilesTest::key)
                .collect(Collectors.toMap(SearchAttributeKey::getName, SearchAttributeKey::getValueType));

        assertThat(set).hasSizeGreaterThanOrEqualTo(2);
        assertThat(ConfigFiles.searchAttributes()).isEqualTo(set);
    }

    @Test
    void theNamespaceHasANameAndKeepsFinishedWorkflowsForThreeDays() {
        NamespaceConfig namespace = ConfigFiles.namespace();

        assertThat(namespace.name()).isEqualTo("backfill");
        assertThat(namespace.retention()).isEqualTo(Duration.ofHours(72));
        assertThat(namespace.description()).isNotBlank();
    }

    private static SearchAttributeKey<?> key(Field field) {
        try {
            return (SearchAttributeKey<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
