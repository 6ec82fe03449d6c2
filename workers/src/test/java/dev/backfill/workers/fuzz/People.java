package dev.backfill.workers.fuzz;

import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourcePartition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who works at the vendor's while a run is under way, a bounded number of times. */
final class People {
    /** Something that was done to a record of a partition. */
    record Act(String verb, String id, String partition) {}

    final List<Act> acts = new ArrayList<>();
    private final SourceFixture vendor;
    private final List<SourcePartition> partitions;
    private final Random random;
    private final List<String> story;
    private final Set<String> taken = new LinkedHashSet<>();
    private List<String> verbs = List.of();
    private int most;
    private @Nullable IllegalStateException failure;

    People(SourceFixture vendor, List<SourcePartition> partitions, Random random, List<String> story) {
        this.vendor = vendor;
        this.partitions = partitions;
        this.random = random;
        this.story = story;
    }

    /** From now on, at most so many acts of these kinds. */
    void mayDo(int most, List<String> verbs) {
        this.most = most;
        this.verbs = verbs;
    }

    /** Perhaps does something. */
    void perhapsAct(String when) {
        if (most > 0 && random.nextInt(3) == 0) {
            act(when);
        }
    }

    /** Whatever failed of what they did failed in the middle of a run, which takes it for the vendor's failure. */
    void checkThatAllWasDone() {
        if (failure != null) {
            throw failure;
        }
    }

    void act(String when) {
        most--;
        try {
            tryToAct(when);
        } catch (IllegalStateException failed) {
            failure = failed;
            throw failed;
        }
    }

    private void tryToAct(String when) {
        SourcePartition partition = partitions.get(random.nextInt(partitions.size()));
        String verb = verbs.get(random.nextInt(verbs.size()));
        if (verb.equals("create")) {
            note(when, verb, vendor.create(partition), partition);
            return;
        }
        List<String> ids = vendor.ids(partition).stream().filter(id -> !taken.contains(id)).sorted().toList();
        if (ids.size() < 2) {
            return;
        }
        String id = ids.get(random.nextInt(ids.size()));
        note(when, verb, id, partition);
        switch (verb) {
            case "edit" -> vendor.edit(id);
            case "delete" -> vendor.delete(id);
            default -> move(id, partition);
        }
    }

    private void move(String id, SourcePartition from) {
        SourcePartition to = partitions.stream().filter(each -> !each.equals(from)).findFirst().orElseThrow();
        vendor.move(id, to);
        acts.add(new Act("arrive", id, to.id()));
    }

    private void note(String when, String verb, String id, SourcePartition partition) {
        taken.add(id);
        acts.add(new Act(verb, id, partition.id()));
        story.add("%s: %s %s of %s".formatted(when, verb, id, partition.id()));
    }

    /** The records to which this was done, from the n-th act on, by what was done last. */
    Map<String, String> since(int act, String partition) {
        Map<String, String> verbs = new HashMap<>();
        acts.subList(act, acts.size()).stream().filter(each -> each.partition().equals(partition)).forEach(each -> verbs.put(each.id(), each.verb()));
        return verbs;
    }
}
