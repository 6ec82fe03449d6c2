package dev.backfill.gateway.openapi;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.SpringDocJavadocProvider;
import org.springframework.stereotype.Component;

/** Javadoc as the document has it: CommonMark in whole sentences. */
@Component
public class PlainJavadoc extends SpringDocJavadocProvider {
    private static final Pattern CODE = Pattern.compile("</?code>");
    private static final Pattern LINK = Pattern.compile("\\{@link\\s+\\S+?(?:\\s+([^}]+))?}");

    /** What a component of a record is for; empty if nothing is said of it. */
    public String ofComponent(Class<? extends Record> type, String component) {
        return getRecordClassParamJavadoc(type).getOrDefault(component, "");
    }

    @Override
    public String getClassJavadoc(Class<?> type) {
        return plain(super.getClassJavadoc(type));
    }

    @Override
    public Map<String, String> getRecordClassParamJavadoc(Class<?> type) {
        Map<String, String> plain = new LinkedHashMap<>();
        super.getRecordClassParamJavadoc(type).forEach((component, javadoc) -> plain.put(component, sentence(plain(javadoc))));
        for (RecordComponent component : type.isRecord() ? type.getRecordComponents() : new RecordComponent[0]) {
            String described = plain.get(component.getName());
            if (described != null) {
                plain.putIfAbsent(RecordModels.nameInJson(component), described);
            }
        }
        return plain;
    }

    @Override
    public String getMethodJavadocDescription(Method method) {
        return plain(super.getMethodJavadocDescription(method));
    }

    static String plain(@Nullable String javadoc) {
        String coded = CODE.matcher(javadoc == null ? "" : javadoc).replaceAll("`");
        return LINK.matcher(coded)
                .replaceAll(link -> link.group(1) == null ? "" : "`" + link.group(1) + "`")
                .replaceAll("\\s+", " ")
                .strip();
    }

    static String sentence(String clause) {
        if (clause.isEmpty()) {
            return clause;
        }
        String begun = Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }
}
