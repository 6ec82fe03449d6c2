package dev.backfill.gateway.user;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of someone's sessions, the latest first. */
record UserSessionsView(List<UserSessionView> sessions, @Nullable String next) {}
