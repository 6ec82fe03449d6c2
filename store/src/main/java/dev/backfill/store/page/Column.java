package dev.backfill.store.page;

/** A column of a source's table, beyond those that every table has. */
public record Column(String name, ColumnType type) {}
