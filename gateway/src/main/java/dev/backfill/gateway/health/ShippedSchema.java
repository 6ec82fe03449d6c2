package dev.backfill.gateway.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The version of the control tables that this gateway was built with, and needs. */
final class ShippedSchema {
    private static final String MIGRATIONS = "classpath*:dev/backfill/store/migration/V*__*.sql";

    private ShippedSchema() {}

    /** The newest of the migrations on the class path. */
    static MigrationVersion version() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(MIGRATIONS))
                    .map(file -> Objects.requireNonNull(file.getFilename()))
                    .map(name -> MigrationVersion.fromVersion(name.substring(1, name.indexOf("__"))))
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new IllegalStateException("there are no migrations at " + MIGRATIONS));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
