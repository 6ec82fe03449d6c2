package dev.backfill.simulator.jira.generated;

import dev.backfill.simulator.jira.site.BaseIssues;
import dev.backfill.simulator.jira.site.Issue;
import dev.backfill.simulator.jira.site.IssueContent;
import dev.backfill.simulator.jira.site.IssueEdits;
import dev.backfill.simulator.jira.site.UpdateOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** The issues of a generated site: five bytes of memory each, and four more once they are asked for by update. */
final class GeneratedIssues implements BaseIssues {

    private static final long FIRST_ID = 10_000;

    private final Draw draw;
    private final Calendar calendar;
    private final IssueContent content;
    private final byte[] projects;
    private final int[][] members;
    /** By project; sorted when first asked for, as that takes a second for some millions. */
    private final Map<Integer, int[]> membersByUpdate = new HashMap<>();

    /** @param projectCount with those that stay empty */
    GeneratedIssues(Draw draw, Calendar calendar, ProjectPlan plan, int size, int projectCount, IssueContent content) {
        this.draw = draw;
        this.calendar = calendar;
        this.content = content;
        this.projects = new byte[size];
        this.members = new int[projectCount][];
        int[] sizes = new int[projectCount];
        for (int index = 0; index < size; index++) {
            projects[index] = (byte) plan.project(index);
            sizes[projects[index]]++;
        }
        Arrays.setAll(members, project -> new int[sizes[project]]);
        for (int index = size - 1; index >= 0; index--) {
            members[projects[index]][--sizes[projects[index]]] = index;
        }
    }

    @Override
    public int size() {
        return projects.length;
    }

    @Override
    public long id(int index) {
        return FIRST_ID + index;
    }

    @Override
    public OptionalInt index(long id) {
        return id >= FIRST_ID && id < FIRST_ID + size() ? OptionalInt.of((int) (id - FIRST_ID)) : OptionalInt.empty();
    }

    @Override
    public long created(int index) {
        return calendar.created(index);
    }

    @Override
    public long updated(int index) {
        return calendar.updated(index);
    }

    @Override
    public int[] members(int project) {
        return members[project];
    }

    @Override
    public synchronized int[] membersByUpdate(int project) {
        return membersByUpdate.computeIfAbsent(project, _ -> UpdateOrder.sort(members[project], calendar::updated));
    }

    @Override
    public Issue issue(int index) {
        long updated = updated(index);
        return new Issue(id(index), projects[index], number(index), created(index), updated, updated, status(index),
                type(index), index, content, IssueEdits.NONE);
    }

    private int number(int index) {
        return Arrays.binarySearch(members[projects[index]], index) + 1;
    }

    private int status(int index) {
        return draw.below(index, Purpose.STATUS, Words.STATUSES.size());
    }

    private int type(int index) {
        return draw.below(index, Purpose.TYPE, Words.TYPES.size());
    }

    @Override
    public Cursor cursor() {
        return new GeneratedCursor();
    }

    private final class GeneratedCursor implements Cursor {

        private int index;

        @Override
        public Cursor at(int other) {
            index = other;
            return this;
        }

        @Override
        public long id() {
            return GeneratedIssues.this.id(index);
        }

        @Override
        public int project() {
            return projects[index];
        }

        @Override
        public int number() {
            return GeneratedIssues.this.number(index);
        }

        @Override
        public long created() {
            return calendar.created(index);
        }

        @Override
        public long updated() {
            return calendar.updated(index);
        }

        @Override
        public int status() {
            return GeneratedIssues.this.status(index);
        }

        @Override
        public int type() {
            return GeneratedIssues.this.type(index);
        }
    }
}
