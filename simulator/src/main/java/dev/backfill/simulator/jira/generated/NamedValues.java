package dev.backfill.simulator.jira.generated;

import dev.backfill.simulator.jira.site.Vocabulary.Entry;
import dev.backfill.simulator.json.JsonBuffer;

/** Statuses, issue types and priorities as ready JSON. */
final class NamedValues {

    private static final String[] CATEGORIES = {"new", "indeterminate", "indeterminate", "done", "done"};

    private final String self;
    private final byte[][] statuses;
    private final byte[][] types;
    private final byte[][] priorities;

    NamedValues(String self) {
        this.self = self;
        this.statuses = ready(Words.STATUSES.size(), this::status);
        this.types = ready(Words.TYPES.size(), this::type);
        this.priorities = ready(Words.PRIORITIES.size(), this::priority);
    }

    byte[] status(int number) {
        return statuses[number];
    }

    byte[] type(int number) {
        return types[number];
    }

    byte[] priority(int number) {
        return priorities[number];
    }

    private interface Writer {
        void write(int number, JsonBuffer out);
    }

    private static byte[][] ready(int count, Writer writer) {
        byte[][] all = new byte[count][];
        for (int i = 0; i < count; i++) {
            JsonBuffer out = new JsonBuffer(512);
            writer.write(i, out);
            all[i] = out.toBytes();
        }
        return all;
    }

    private void status(int number, JsonBuffer out) {
        Entry status = Words.STATUSES.get(number);
        out.raw("{\"self\":\"").raw(self).raw("/status/").raw(status.id()).raw("\",\"description\":\"\",\"iconUrl\":\"\",")
                .raw("\"name\":").string(status.name()).raw(",\"id\":\"").raw(status.id())
                .raw("\",\"statusCategory\":{\"self\":\"").raw(self).raw("/statuscategory/").number(number)
                .raw("\",\"id\":").number(number).raw(",\"key\":\"").raw(CATEGORIES[number])
                .raw("\",\"colorName\":\"yellow\"}}");
    }

    private void type(int number, JsonBuffer out) {
        Entry type = Words.TYPES.get(number);
        out.raw("{\"self\":\"").raw(self).raw("/issuetype/").raw(type.id()).raw("\",\"id\":\"").raw(type.id())
                .raw("\",\"description\":\"\",\"name\":").string(type.name()).raw(",\"subtask\":")
                .raw(isSubtask(number) ? "true" : "false").raw(",\"hierarchyLevel\":")
                .number(isSubtask(number) ? -1 : 0).raw('}');
    }

    static boolean isSubtask(int type) {
        return type == 4;
    }

    private void priority(int number, JsonBuffer out) {
        out.raw("{\"self\":\"").raw(self).raw("/priority/").number(number + 1L).raw("\",\"iconUrl\":\"\",\"name\":\"")
                .raw(Words.PRIORITIES.get(number)).raw("\",\"id\":\"").number(number + 1L).raw("\"}");
    }
}
