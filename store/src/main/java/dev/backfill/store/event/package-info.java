/** What runs went through, kept in their order, and PostgreSQL's notifications of it. */
@NullMarked
package dev.backfill.store.event;

import org.jspecify.annotations.NullMarked;
