package dev.backfill.standalone.system;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every source that the workers serve. A new one is one line here. */
final class SourcesUnderTest {
    static final SourceUnderTest JIRA = new JiraUnderTest();

    private static final List<SourceUnderTest> ALL = List.of(JIRA, new NotionUnderTest(), new TempoUnderTest(), new FirefliesUnderTest());

    private SourcesUnderTest() {}

    static List<SourceUnderTest> all() {
        return ALL;
    }

    static SourceUnderTest of(String id) {
        return ALL.stream().filter(source -> source.id().equals(id)).findFirst().orElseThrow();
    }

    /** All but Jira, whose size the simulator's site has already. */
    static Map<String, Integer> others(Function<SourceUnderTest, Integer> size) {
        return ALL.stream().filter(source -> source != JIRA).collect(Collectors.toMap(SourceUnderTest::id, size));
    }
}
