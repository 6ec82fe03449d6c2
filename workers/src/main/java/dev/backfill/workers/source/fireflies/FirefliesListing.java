package dev.backfill.workers.source.fireflies;

import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workflows.failure.FailureType;
import dev.backfill.workflows.source.DateRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Pages over the transcripts of a period, newest first, by {@code skip}, which shifts as meetings come and go. Each request therefore
 * also lists ids from a little before the page to beyond its end: they show a shift, which is taken back, and whether there is more,
 * so that no request is spent on an empty last page.
 */
final class FirefliesListing {
    private static final int MOST_STEPS_BACK = 3;

    private final FirefliesClient fireflies;
    /** How many whole transcripts Fireflies gives at once; fewer from the first time on that only fewer came through. */
    private final AtomicInteger pageSize;

    FirefliesListing(FirefliesClient fireflies, int pageSize) {
        this.fireflies = fireflies;
        this.pageSize = new AtomicInteger(pageSize);
    }

    /** A transcript with what went wrong below it. */
    record Whole(JsonNode transcript, List<FirefliesError> errors) {}

    /**
     * @param ids in the order of the listing
     * @param whole those of them that came whole, by id
     * @param next null after the last
     */
    record Page(List<String> ids, Map<String, Whole> whole, @Nullable String next) {}

    /**
     * Ids, and how they were found.
     *
     * @param from how many the listing had before them
     * @param isCut whether more may follow
     */
    private record Ids(List<String> ids, int from, boolean isCut, Map<String, Whole> whole) {}

    /** With whole transcripts. A page that Fireflies or we stumble over, be it for its size, is asked for by half, then comes as ids alone. */
    Page wholePage(DateRange range, @Nullable String cursor) {
        int size = pageSize.get();
        return page(cursor, at -> {
            try {
                return whole(range, at, size, Retries.USUAL);
            } catch (SourceException failure) {
                return smaller(range, at, size, failure);
            }
        }, size);
    }

    private Ids smaller(DateRange range, ListingCursor at, int size, SourceException failure) {
        if (!failure.isAboutContent()) {
            throw failure;
        }
        if (size > 1) {
            try {
                Ids half = whole(range, at, size / 2, Retries.NONE);
                pageSize.compareAndSet(size, size / 2);
                return half;
            } catch (SourceException again) {
                if (!again.isAboutContent()) {
                    throw again;
                }
            }
        }
        return ids(range, at, Retries.NONE);
    }

    /** With ids alone. */
    Page idPage(DateRange range, @Nullable String cursor) {
        return page(cursor, at -> ids(range, at, Retries.USUAL), Integer.MAX_VALUE);
    }

    private interface Request {
        Ids send(ListingCursor at);
    }

    private static Page page(@Nullable String cursor, Request request, int most) {
        ListingCursor at = ListingCursor.parse(cursor);
        Ids found = request.send(at);
        OptionalInt join = at.joins(found.ids());
        for (int step = 0; at.skip() > 0 && join.isEmpty() && step < MOST_STEPS_BACK; step++) {
            // So much came or went that the list no longer shows where the last page ended.
            at = at.back(FirefliesClient.MOST_LISTED - FirefliesClient.OVERLAP);
            found = request.send(at);
            join = at.joins(found.ids());
        }
        return page(at, found, join.orElse(0), most);
    }

    /** What was listed twice is harmless, what was not listed at all is missing: without a join, all of it is taken. */
    private static Page page(ListingCursor at, Ids found, int join, int most) {
        List<String> rest = found.ids().subList(join, found.ids().size());
        if (rest.isEmpty()) {
            if (found.isCut() && !found.ids().isEmpty()) {
                throw SourceException.of(FailureType.CURSOR_LOOP, "Fireflies gave a page of transcripts that it had given before");
            }
            return new Page(List.of(), Map.of(), null);
        }
        int lastWhole = -1;
        for (int index = 0; index < rest.size() && index < most; index++) {
            lastWhole = found.whole().containsKey(rest.get(index)) ? index : lastWhole;
        }
        int taken = lastWhole >= 0 ? lastWhole + 1 : Math.min(most, rest.size());
        List<String> ids = List.copyOf(rest.subList(0, taken));
        Map<String, Whole> whole = new LinkedHashMap<>(found.whole());
        whole.keySet().retainAll(Set.copyOf(ids));
        boolean isLast = taken == rest.size() && !found.isCut();
        return new Page(ids, whole, isLast ? null : at.after(found.from() + join + taken, ids).toString());
    }

    private Ids whole(DateRange range, ListingCursor at, int size, Retries retries) {
        // At the beginning there is nothing that the list could show a shift of.
        int listSkip = at.skip() == 0 ? FirefliesClient.OVERLAP : Math.max(0, at.skip() - FirefliesClient.OVERLAP);
        FirefliesAnswer answer = fireflies.page(range, size, at.skip(), listSkip, retries);
        Map<String, Whole> whole = new LinkedHashMap<>();
        if (answer.broke("page") && size > 1) {
            // Perhaps there is too much in it.
            answer.require("page");
        }
        // If the page broke and the list did not, what the page would have held is known all the same.
        JsonNode page = answer.broke("page") && !answer.broke("list") ? MissingNode.getInstance() : answer.require("page");
        for (int index = 0; index < page.size(); index++) {
            String id = JsonMembers.text(page.get(index), "id");
            if (id != null) {
                whole.put(id, new Whole(page.get(index), answer.below("page", Integer.toString(index))));
            }
        }
        List<String> list = idsIn(answer.require("list"));
        if (at.skip() == 0 && (!whole.isEmpty() || list.isEmpty())) {
            return beginning(list, whole, size);
        }
        if (list.isEmpty() && !whole.isEmpty()) {
            // The two contradict each other: the page is used, as what follows the last, and is not the end.
            Set<String> following = new LinkedHashSet<>(at.seen());
            following.addAll(whole.keySet());
            return new Ids(List.copyOf(following), at.skip() - at.seen().size(), true, whole);
        }
        if (list.isEmpty() || at.skip() == 0) {
            // Neither shows even what was listed last, so that it is no proof of the end; or the page did not come.
            return ids(range, at, Retries.USUAL);
        }
        return joined(list, whole.keySet(), listSkip, whole);
    }

    /** The list begins a little after the page: if both end with the same transcript, none is left out by a list that gives too few. */
    private static Ids beginning(List<String> list, Map<String, Whole> whole, int size) {
        Set<String> all = new LinkedHashSet<>(whole.keySet());
        all.addAll(list);
        boolean isShort = list.isEmpty() ? whole.size() < size && whole.size() <= FirefliesClient.OVERLAP : list.containsAll(lastOf(whole.keySet()));
        return new Ids(List.copyOf(all), 0, !isShort || list.size() >= FirefliesClient.MOST_LISTED, whole);
    }

    private static List<String> lastOf(Collection<String> ids) {
        return ids.stream().skip(Math.max(0, ids.size() - 1)).toList();
    }

    /** A list that is short is no end if what was asked for from a little further on reaches beyond it. */
    private static Ids joined(List<String> list, Collection<String> further, int listSkip, Map<String, Whole> whole) {
        if (list.size() >= FirefliesClient.MOST_LISTED) {
            return new Ids(list, listSkip, true, whole);
        }
        Set<String> all = new LinkedHashSet<>(list);
        boolean isCut = all.addAll(further);
        return new Ids(List.copyOf(all), listSkip, isCut, whole);
    }

    private Ids ids(DateRange range, ListingCursor at, Retries retries) {
        int listSkip = Math.max(0, at.skip() - FirefliesClient.OVERLAP);
        FirefliesAnswer answer = fireflies.ids(range, listSkip, retries);
        List<String> list = idsIn(answer.require("list"));
        List<String> more = idsIn(answer.require("more"));
        if (list.isEmpty() && !more.isEmpty()) {
            throw SourceException.of(FailureType.MALFORMED_ANSWER, "Fireflies lists transcripts after the end of its list");
        }
        boolean full = list.size() >= FirefliesClient.MOST_LISTED;
        int join = list.isEmpty() ? -1 : more.lastIndexOf(list.getLast());
        if (join < 0) {
            Ids joined = joined(list, idsIn(answer.require("further")), listSkip, Map.of());
            return new Ids(joined.ids(), listSkip, joined.isCut() || !more.isEmpty(), Map.of());
        }
        List<String> beyond = more.subList(join + 1, more.size());
        Set<String> all = new LinkedHashSet<>(list);
        all.addAll(beyond);
        // A list that is short although more follow says nothing of the end.
        boolean isCut = more.size() >= FirefliesClient.MOST_LISTED || (!full && !beyond.isEmpty());
        return new Ids(List.copyOf(all), listSkip, isCut, Map.of());
    }

    private static List<String> idsIn(JsonNode list) {
        if (!list.isArray()) {
            throw SourceException.aboutContent(FailureType.MALFORMED_ANSWER, "Fireflies' answer has no list of transcripts");
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode transcript : list) {
            String id = JsonMembers.text(transcript, "id");
            if (id == null) {
                throw SourceException.aboutContent(FailureType.MALFORMED_ANSWER, "Fireflies lists a transcript without an id");
            }
            ids.add(id);
        }
        return ids.stream().distinct().toList();
    }
}
