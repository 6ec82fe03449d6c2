package dev.backfill.gateway.source;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.problem.Violation;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import java.util.List;

/** The sources that a path may name. */
public final class KnownSources {
    private KnownSources() {}

    /** @throws ProblemException of status 404 if there is no source of exactly this id, naming those that there are */
    public static SourceDefinition require(String id) {
        return Sources.find(id).orElseThrow(KnownSources::unknown);
    }

    private static ProblemException unknown() {
        List<String> known = Sources.all().stream().map(SourceDefinition::id).toList();
        return new ProblemException(
                ProblemType.UNKNOWN_SOURCE,
                "Known sources: " + String.join(", ", known) + ".",
                List.of(Violation.ofParameter("source", "is not known").allowing(known)));
    }
}
