package dev.backfill.standalone.system;

import java.util.List;
import java.util.stream.IntStream;

/** The records of one source: which there are, and what became of them. */
record RecordsUnderTest(SystemUnderTest system, SourceUnderTest source) {
    /** All that the source has. */
    List<String> there() {
        return system.manifest(source).stream().map(line -> line.path("id").asString()).toList();
    }

    /** So many that a fault may be about, spread over all that there are. */
    List<String> ordinary(int count) {
        List<String> ids = system.manifest(source).stream().filter(source::isOrdinary).map(line -> line.path("id").asString()).toList();
        int step = ids.size() / count;
        return IntStream.range(0, count).mapToObj(index -> ids.get(index * step)).toList();
    }

    List<String> stored() {
        return where("deleted_at is null");
    }

    List<String> markedAsDeleted() {
        return where("deleted_at is not null");
    }

    private List<String> where(String condition) {
        return system.sql().sql("select id from %s.%s where %s".formatted(source.id(), source.recordTable(), condition)).query(String.class).list();
    }
}
