/** The whole system on one machine with nothing installed: each part a process of its own, wired as in production. */
@NullMarked
package dev.backfill.standalone;

import org.jspecify.annotations.NullMarked;
