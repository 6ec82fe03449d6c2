package dev.backfill.gateway.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Seeds that once found something, kept in {@code seeds.txt}, and as many more as the system property {@code fuzz.seeds} says. */
public final class Seeds {
    private static final int FURTHER = Integer.getInteger("fuzz.seeds", 20);

    private Seeds() {}

    public static List<Long> all() {
        try (InputStream kept = Objects.requireNonNull(Seeds.class.getResourceAsStream("seeds.txt"))) {
            Stream<Long> found = new String(kept.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).map(Long::valueOf);
            return Stream.concat(found, LongStream.range(0, FURTHER).boxed()).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
