package dev.backfill.store.derive;

/** A record that could not be derived and stays as it is. */
public record UnderivedRecord(String id, String reason) {}
