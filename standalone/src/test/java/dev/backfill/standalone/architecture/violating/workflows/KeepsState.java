package dev.backfill.standalone.architecture.violating.workflows;

import java.util.ArrayList;

public final class KeepsState {
    static int started;
    static final ArrayList<String> RUNNING = new ArrayList<>();
    static final String[] NAMES = {"first"};

    private KeepsState() {}
}
