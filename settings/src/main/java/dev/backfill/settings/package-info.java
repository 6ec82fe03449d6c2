/** How the processes read their environment. */
@NullMarked
package dev.backfill.settings;

import org.jspecify.annotations.NullMarked;
