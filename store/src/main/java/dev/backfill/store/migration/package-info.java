/** Migrations of the control tables and of the sources' own schemas. */
@NullMarked
package dev.backfill.store.migration;

import org.jspecify.annotations.NullMarked;
