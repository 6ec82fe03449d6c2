package dev.backfill.standalone.architecture.violating.workflows;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

public final class HashesItsOrder {
    Map<String, String> map() {
        return new HashMap<>();
    }

    Set<String> set() {
        return new HashSet<>();
    }

    Supplier<Set<String>> reference() {
        return HashSet::new;
    }

    Set<String> collected(List<String> keys) {
        return keys.stream().collect(Collectors.toSet());
    }
}
