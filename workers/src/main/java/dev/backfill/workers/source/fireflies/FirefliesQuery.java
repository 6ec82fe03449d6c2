package dev.backfill.workers.source.fireflies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text of an operation, a field of a transcript on each line, so that the place in an error tells which one it is about. */
final class FirefliesQuery {
    private final List<String> lines = new ArrayList<>();
    /** What a line asks for; null where that is no field of a transcript. */
    private final List<@Nullable String> paths = new ArrayList<>();

    private boolean isById;

    /** Its root fields are about single transcripts. */
    FirefliesQuery byId() {
        isById = true;
        return this;
    }

    boolean isById() {
        return isById;
    }

    boolean asksForWhatPlansDifferIn() {
        return paths.stream().anyMatch(path -> path != null && FirefliesFields.OF_PLANS.contains(path));
    }

    FirefliesQuery line(String text) {
        return add(text, null);
    }

    /** @param root such as {@code list: transcripts(limit: 5)} */
    FirefliesQuery transcripts(String root, List<FirefliesFields.Field> fields) {
        line(root + " {");
        fields.forEach(this::field);
        return line("}");
    }

    private void field(FirefliesFields.Field field) {
        if (field.below().isEmpty()) {
            add(field.name(), field.path());
        } else {
            add(field.name() + " {", field.path());
            field.below().forEach(this::field);
            line("}");
        }
    }

    private FirefliesQuery add(String text, @Nullable String path) {
        lines.add(text);
        paths.add(path);
        return this;
    }

    String text() {
        return String.join("\n", lines);
    }

    /**
     * The fields of ours that errors of a refused operation name, with the vendor's words. What else such an error says is prose. Of
     * several names the first counts, as others may be proposed in its place.
     */
    Map<String, String> named(List<FirefliesError> errors) {
        Map<String, String> named = new LinkedHashMap<>();
        for (FirefliesError error : errors) {
            Optional<String> name = error.quotedNames().stream().filter(each -> !withName(each).isEmpty()).findFirst();
            name.map(each -> at(error, each)).ifPresent(found -> found.forEach(path -> named.put(path, error.words())));
        }
        return named;
    }

    /** Where the error says it is, if that fits; else everywhere that the name is. */
    private List<String> at(FirefliesError error, String name) {
        List<String> everywhere = withName(name);
        List<String> there = error.lines().stream()
                .filter(line -> line >= 1 && line <= paths.size())
                .map(line -> paths.get(line - 1))
                .filter(Objects::nonNull)
                .filter(everywhere::contains)
                .distinct()
                .toList();
        return there.isEmpty() ? everywhere : there;
    }

    private List<String> withName(String name) {
        return paths.stream()
                .filter(path -> path != null && !path.equals(FirefliesFields.ID) && (path.equals(name) || path.endsWith("." + name)))
                .distinct()
                .toList();
    }
}
