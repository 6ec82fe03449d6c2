package dev.backfill.gateway.apikey;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of issued keys, the latest first. */
public record ApiKeysView(List<ApiKeyView> apiKeys, @Nullable String next) {}
