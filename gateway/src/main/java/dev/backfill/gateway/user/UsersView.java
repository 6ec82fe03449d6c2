package dev.backfill.gateway.user;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of people, the latest to have come first. */
record UsersView(List<UserView> users, @Nullable String next) {}
