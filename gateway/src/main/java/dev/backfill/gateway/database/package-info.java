/** The pool of connections to PostgreSQL, and the stores on it. */
@NullMarked
package dev.backfill.gateway.database;

import org.jspecify.annotations.NullMarked;
