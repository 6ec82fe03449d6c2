package dev.backfill.simulator.fireflies.graphql;

import dev.backfill.simulator.fault.Fault;
import dev.backfill.simulator.fault.FaultKind;
import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.fireflies.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The faults that one request meets while its fields are answered.
 *
 * @param route its name among the routes
 */
public record FieldFaults(Faults faults, String route) {

    /** A page of a list: which meetings it begins with, and how many it holds. */
    record Page(long skip, int limit) {}

    Page page(int skip, int limit) {
        if (faults.fire(FaultKind.EMPTY_PAGES, route).isPresent()) {
            return new Page(skip, 0);
        }
        long from = faults.fire(FaultKind.SAME_KEYS, route).isPresent() ? 0 : skip;
        if (from > 0) {
            // As if so many had come in, or gone when negative, since the page before.
            from -= faults.fire(FaultKind.SHIFTED_OFFSETS, route).map(fault -> fault.number("by", 1)).orElse(0);
        }
        int missing = faults.fire(FaultKind.SHORT_PAGES, route).map(fault -> fault.number("by", 1)).orElse(0);
        return new Page(Math.max(0, from), Math.max(0, limit - missing));
    }

    boolean breaks(List<String> ids) {
        return !faults.fireFor(FaultKind.POISON_RECORD, route, Set.copyOf(ids)).isEmpty();
    }

    /** The field that is withheld in this request, if any. */
    public Optional<WithheldField> withheld() {
        return faults.fire(FaultKind.PARTIAL_DATA, route).map(FieldFaults::withheld);
    }

    private static WithheldField withheld(Fault fault) {
        return new WithheldField(fault.text("field", "sentences"), fault.ids(),
                ErrorCode.of(fault.text("code", "")).orElse(ErrorCode.INTERNAL_SERVER_ERROR));
    }
}
