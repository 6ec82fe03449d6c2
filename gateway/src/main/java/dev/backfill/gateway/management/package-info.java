/** The port for operators alone: health and metrics, and nothing of the public interface. */
@NullMarked
package dev.backfill.gateway.management;

import org.jspecify.annotations.NullMarked;
