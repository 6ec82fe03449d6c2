/** What the gateway counts and measures of its own, for Prometheus. */
@NullMarked
package dev.backfill.gateway.metrics;

import org.jspecify.annotations.NullMarked;
