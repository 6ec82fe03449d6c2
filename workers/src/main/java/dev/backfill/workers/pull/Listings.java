package dev.backfill.workers.pull;

import dev.backfill.store.census.CensusStore;
import dev.backfill.store.page.CensusTerms;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.workers.source.Source;
import dev.backfill.workflows.plan.WindowKind;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Knows how a window's listing is bounded. */
@Component
public class Listings {
    private final CensusStore census;

    public Listings(CensusStore census) {
        this.census = census;
    }

    CensusTerms terms(LeasedWindow window, Source source) {
        return new CensusTerms(source.listingsShift(), source.mostRecords(window.parameters()));
    }

    ListingBound bound(LeasedWindow window, CensusTerms terms) {
        if (terms.mostRecords().isEmpty()) {
            return ListingBound.NONE;
        }
        Set<String> listed = census.ids(window.partition(), window.kind() == WindowKind.FINAL_CENSUS);
        if (window.kind() == WindowKind.CENSUS) {
            return ListingBound.most(terms.mostRecords().getAsInt() - census.takenBefore(window.partition()), listed);
        }
        return census.isCut(window.partition())
                ? ListingBound.only(census.ids(window.partition(), false), listed)
                : ListingBound.NONE;
    }
}
