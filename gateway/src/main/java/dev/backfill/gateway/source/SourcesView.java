package dev.backfill.gateway.source;

import java.util.List;

/** All sources, in the order of their registration. */
public record SourcesView(List<SourceView> sources) {}
