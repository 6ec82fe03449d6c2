package dev.backfill.workflows;

import io.temporal.common.SearchAttributeKey;

/** The search attributes of a backfill, by which operators filter in Temporal's UI. Registered by {@code temporal-config}. */
public final class SearchAttributes {
    /** The source, such as {@code jira}. */
    public static final SearchAttributeKey<String> SOURCE = SearchAttributeKey.forKeyword("BackfillSource");
    /** The run's or partition's state. */
    public static final SearchAttributeKey<String> STATE = SearchAttributeKey.forKeyword("BackfillState");

    private SearchAttributes() {}
}
