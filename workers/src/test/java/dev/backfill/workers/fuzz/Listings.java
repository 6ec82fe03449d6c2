package dev.backfill.workers.fuzz;

import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.RecordPage;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourcePartition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** What a world's listings show, in place of what is there. One run's; the next one's are others. */
final class Listings {
    /** The number of the listing from which on all are whole, where each ends early. */
    private static final int FIRST_WHOLE = 6;

    final Set<String> shown = new HashSet<>();
    private final Distortion distortion;
    private final SourceFixture vendor;
    private final People people;
    private final List<String> story;
    private final Random random;
    private final long salt;
    private final boolean distortsFirst;
    private final boolean alike;
    private final int lagsUntil;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> marks = new HashMap<>();
    private final Map<String, Set<String>> passedOver = new HashMap<>();
    private SourcePartition partition;
    private int number;
    private int most;
    private boolean ofChanges;
    private final Set<String> given = new LinkedHashSet<>();

    Listings(Distortion distortion, SourceFixture vendor, People people, Random random, List<String> story) {
        this.distortion = distortion;
        this.vendor = vendor;
        this.people = people;
        this.story = story;
        this.random = random;
        salt = random.nextLong();
        distortsFirst = random.nextBoolean();
        alike = random.nextBoolean();
        lagsUntil = random.nextBoolean() ? Integer.MAX_VALUE : 2 + random.nextInt(3);
        partition = vendor.partition();
    }

    /** The number of acts that people had done when the last listing of the partition began. */
    int mark(SourcePartition partition) {
        return marks.getOrDefault(partition.id(), 0);
    }

    void begin(SourcePartition partition, boolean ofChanges) {
        this.partition = partition;
        this.ofChanges = ofChanges;
        number = numbers.merge(partition.id(), 1, Integer::sum);
        marks.put(partition.id(), people.acts.size());
        given.clear();
        most = most(vendor.ids(partition).size());
        if (most < Integer.MAX_VALUE) {
            story.add("listing %d of %s ends after %d".formatted(number, partition.id(), most));
        }
    }

    private boolean isDistorted() {
        return (number == 1) == distortsFirst;
    }

    private int most(int size) {
        return switch (distortion) {
            case ENDS_EARLY -> isDistorted() && size > 3 ? 1 + (alike ? new Random(salt) : random).nextInt(size - 1) : Integer.MAX_VALUE;
            // Four apart, so that edits do not explain it.
            case ENDS_EARLY_EACH -> number < FIRST_WHOLE && size >= 24 ? size - 3 - 4 * Math.floorMod(number + salt, 5) : Integer.MAX_VALUE;
            case CAPPED_WITH_SIGN -> size > 3 ? size * (30 + Math.floorMod(salt, 60)) / 100 : Integer.MAX_VALUE;
            default -> Integer.MAX_VALUE;
        };
    }

    IdPage distort(IdPage page, long fetchOrder) {
        IdPage distorted = switch (distortion) {
            case DROPS, HIDDEN_BUT_COUNTED -> without(page, page.ids().stream().filter(this::isDropped).collect(Collectors.toSet()), fetchOrder);
            case SHIFTS -> without(page, firstOf(page), fetchOrder);
            case LAGS -> lagging(page, fetchOrder);
            case REPEATS -> Pages.with(given.stream().filter(id -> random.nextInt(3) == 0).limit(3).collect(Collectors.toSet()), page);
            case ENDS_EARLY, ENDS_EARLY_EACH, CAPPED_WITH_SIGN -> cut(page, fetchOrder);
            default -> page;
        };
        given.addAll(distorted.ids());
        shown.addAll(distorted.ids());
        return distorted;
    }

    private IdPage without(IdPage page, Set<String> dropped, long fetchOrder) {
        if (!dropped.isEmpty()) {
            story.add("listing %d of %s lacks %s".formatted(number, partition.id(), dropped));
        }
        return Pages.only(page, id -> !dropped.contains(id), page.nextCursor(), fetchOrder);
    }

    /** What was edited since it was stored is not left out of a listing of changes: nothing else need tell of it. */
    private boolean isDropped(String id) {
        Random chance = new Random(salt ^ id.hashCode() * 0x9E3779B97F4A7C15L);
        if (distortion == Distortion.HIDDEN_BUT_COUNTED) {
            return chance.nextInt(5) == 0;
        }
        boolean vulnerable = chance.nextBoolean() == (number == 1) && !(ofChanges && isEdited(id));
        return vulnerable && (alike ? chance : random).nextInt(4) == 0;
    }

    private boolean isEdited(String id) {
        return people.acts.stream().anyMatch(act -> act.id().equals(id) && act.verb().equals("edit"));
    }

    private Set<String> firstOf(IdPage page) {
        Set<String> before = passedOver.computeIfAbsent(partition.id(), id -> new HashSet<>());
        if (given.isEmpty() || page.ids().isEmpty() || random.nextInt(3) > 0) {
            return Set.of();
        }
        String first = page.ids().getFirst();
        boolean mayPass = isDistorted() && !(ofChanges && isEdited(first));
        return mayPass && before.add(first) ? Set.of(first) : Set.of();
    }

    private IdPage cut(IdPage page, long fetchOrder) {
        int left = most - given.size();
        if (page.ids().size() < left || page.ids().size() == left && page.nextCursor() == null) {
            return page;
        }
        Set<String> kept = new LinkedHashSet<>(page.ids().subList(0, left));
        IdPage cut = Pages.only(page, kept::contains, null, fetchOrder);
        return distortion == Distortion.CAPPED_WITH_SIGN
                ? new IdPage(cut.ids(), cut.records(), null, "no more than " + most + " are listed", cut.sorted())
                : cut;
    }

    private boolean isLagging() {
        return distortion == Distortion.LAGS && number < lagsUntil;
    }

    private IdPage lagging(IdPage page, long fetchOrder) {
        if (!isLagging()) {
            return page;
        }
        Map<String, String> recent = people.since(0, partition.id());
        IdPage old = without(page, page.ids().stream().filter(id -> hides(recent.get(id))).collect(Collectors.toSet()), fetchOrder);
        Set<String> ghosts = recent.entrySet().stream()
                .filter(act -> act.getValue().equals("delete") && given.isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return Pages.with(ghosts, old);
    }

    private static boolean hides(String verb) {
        return verb != null && !verb.equals("delete");
    }

    RecordPage changes(RecordPage page) {
        return isLagging()
                ? Pages.only(page, id -> people.acts.stream().noneMatch(act -> act.id().equals(id)), page.nextCursor(), page.fetchOrder())
                : page;
    }

    OptionalLong count(SourcePartition counted, OptionalLong honest) {
        if (distortion == Distortion.HIDDEN_BUT_COUNTED) {
            return OptionalLong.of(vendor.ids(counted).size());
        }
        if (distortion != Distortion.COUNT_LIES) {
            return honest;
        }
        long lie = vendor.ids(counted).size() + random.nextInt(-30, 30);
        OptionalLong told = random.nextInt(5) == 0 ? OptionalLong.empty() : OptionalLong.of(lie);
        story.add("the count of %s is %s".formatted(counted.id(), told));
        return told;
    }
}
