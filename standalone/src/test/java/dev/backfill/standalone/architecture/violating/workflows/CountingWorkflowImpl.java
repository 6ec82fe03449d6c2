package dev.backfill.standalone.architecture.violating.workflows;

/** Breaks nothing itself. */
public final class CountingWorkflowImpl {}
