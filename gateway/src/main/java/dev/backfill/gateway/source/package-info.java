/** The sources as callers see them: what can be asked of each, whether a worker serves it, and how current it is. */
@NullMarked
package dev.backfill.gateway.source;

import org.jspecify.annotations.NullMarked;
