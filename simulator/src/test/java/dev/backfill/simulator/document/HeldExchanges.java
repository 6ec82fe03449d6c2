package dev.backfill.simulator.document;

import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.ExchangeObserver;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.shared.Shared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds every exchange with a simulator of this process against the vendor's document, where there is one. */
public final class HeldExchanges implements ExchangeObserver {
    private static final int FIRST_REFUSAL = 400;
    /** Only where the extension that looks at what was found is registered too. */
    private static final boolean IS_HELD = Shared.isPresent() && Boolean.getBoolean("junit.jupiter.extensions.autodetection.enabled");
    /**
     * Where every request is a client's of ours, each is held, be it refused. Answers are not: the simulator's own tests hold those.
     */
    private static final boolean ARE_OURS = Boolean.getBoolean("backfill.requests-are-ours");
    private static final Map<String, Deviation> FOUND = new LinkedHashMap<>();
    /** The same request need not be looked at twice. */
    private static final Set<Integer> SEEN = ConcurrentHashMap.newKeySet();

    /** Of each vendor, read when it is first needed. */
    private static final class Documents {
        private static final Map<String, VendorDocument> BY_VENDOR = Map.of(
                "jira", OpenApiDocument.jira(),
                "tempo", OpenApiDocument.tempo(),
                "fireflies", new FirefliesDocument(),
                "notion", new NotionDocument());
    }

    @Override
    public void observe(String vendor, HttpCall call, Answer answer, boolean faulty) {
        if (!IS_HELD) {
            return;
        }
        VendorDocument document = Documents.BY_VENDOR.get(vendor);
        // The simulator's tests also ask what nobody should: then the refusal is what counts.
        boolean isHeld = ARE_OURS ? SEEN.add(hash(vendor, call)) : answer.status() < FIRST_REFUSAL;
        if (isHeld) {
            add(document.ofRequest(call));
        }
        if (!ARE_OURS && !faulty && answer.stream().isEmpty()) {
            add(document.ofAnswer(call, answer));
        }
    }

    private static int hash(String vendor, HttpCall call) {
        return Objects.hash(vendor, call.method(), call.path(), call.query(), Arrays.hashCode(call.body()));
    }

    private static void add(List<Deviation> deviations) {
        synchronized (FOUND) {
            deviations.stream().filter(HeldExchanges::isUnknown).forEach(deviation -> FOUND.putIfAbsent(deviation.place(), deviation));
        }
    }

    private static boolean isUnknown(Deviation deviation) {
        return KnownDeviation.ALL.stream().noneMatch(known -> known.covers(deviation));
    }

    /** What was found since it was last taken, each place once. */
    public static List<Deviation> take() {
        synchronized (FOUND) {
            List<Deviation> found = new ArrayList<>(FOUND.values());
            FOUND.clear();
            return found;
        }
    }
}
