package dev.backfill.workers.fuzz;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.RecordPage;
import dev.backfill.workers.source.Listing;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourcePartition;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A source of which listings, changes and counts go through a world's {@link Listings}; whatever else it is asked, it answers itself. */
final class DistortedSource implements InvocationHandler {
    private static final String SLICE = "slice-";

    private final Source source;
    private final Listings listings;
    private final People people;
    /** How many ids a page shows at most, so that even small listings have several. */
    private final int pageSize;
    private final Map<String, IdPage> rests = new HashMap<>();

    private DistortedSource(Source source, Listings listings, People people, int pageSize) {
        this.source = source;
        this.listings = listings;
        this.people = people;
        this.pageSize = pageSize;
    }

    static Source of(Source source, Listings listings, People people, int pageSize) {
        return (Source) Proxy.newProxyInstance(
                Source.class.getClassLoader(), new Class<?>[] {Source.class}, new DistortedSource(source, listings, people, pageSize));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return switch (method.getName()) {
                case "census" -> census((SourcePartition) arguments[0], (Listing) arguments[1], (String) arguments[2], (long) arguments[3]);
                case "mayRepeat" -> ((String) arguments[0]).startsWith(SLICE) || (boolean) method.invoke(source, arguments);
                case "fetch" -> {
                    people.perhapsAct("before a fetch");
                    yield method.invoke(source, arguments);
                }
                case "changes" -> {
                    people.perhapsAct("before changes");
                    yield listings.changes((RecordPage) method.invoke(source, arguments));
                }
                case "count" -> listings.count((SourcePartition) arguments[0], (OptionalLong) method.invoke(source, arguments));
                default -> method.invoke(source, arguments);
            };
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private IdPage census(SourcePartition partition, Listing wanted, @Nullable String cursor, long fetchOrder) {
        people.perhapsAct("before a page of a listing of " + partition.id());
        if (cursor == null) {
            listings.begin(partition, wanted.changedSince() != null);
        }
        IdPage rest = cursor == null ? null : rests.get(cursor);
        IdPage page = rest == null ? source.census(partition, wanted, cursor, fetchOrder) : rest;
        return listings.distort(slice(page, fetchOrder), fetchOrder);
    }

    private IdPage slice(IdPage page, long fetchOrder) {
        if (page.ids().size() <= pageSize) {
            return Pages.only(page, id -> true, page.nextCursor(), fetchOrder);
        }
        Set<String> first = new LinkedHashSet<>(page.ids().subList(0, pageSize));
        String next = SLICE + rests.size();
        rests.put(next, Pages.only(page, id -> !first.contains(id), page.nextCursor(), fetchOrder));
        return Pages.only(page, first::contains, next, fetchOrder);
    }
}
