package dev.backfill.simulator.jira.site;

import java.util.OptionalInt;

/** The base of a site whose issues are all held one by one. */
final class NoBaseIssues implements BaseIssues {

    private static final int[] NONE = {};

    @Override
    public int size() {
        return 0;
    }

    @Override
    public OptionalInt index(long id) {
        return OptionalInt.empty();
    }

    @Override
    public int[] members(int project) {
        return NONE;
    }

    @Override
    public int[] membersByUpdate(int project) {
        return NONE;
    }

    @Override
    public long id(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public long created(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public long updated(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public Issue issue(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public Cursor cursor() {
        return new Nowhere();
    }

    /** Can be asked for, as searches do, but never moved. */
    private static final class Nowhere implements Cursor {

        @Override
        public Cursor at(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public long id() {
            throw new IllegalStateException("not at an issue");
        }

        @Override
        public int project() {
            throw new IllegalStateException("not at an issue");
        }

        @Override
        public int number() {
            throw new IllegalStateException("not at an issue");
        }

        @Override
        public long created() {
            throw new IllegalStateException("not at an issue");
        }

        @Override
        public long updated() {
            throw new IllegalStateException("not at an issue");
        }

        @Override
        public int status() {
            throw new IllegalStateException("not at an issue");
        }

        @Override
        public int type() {
            throw new IllegalStateException("not at an issue");
        }
    }
}
