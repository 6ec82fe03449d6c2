/** Starts a backfill through the gateway, follows it to its verdict, and kills parts of the system meanwhile if asked. */
@NullMarked
package dev.backfill.standalone.watch;

import org.jspecify.annotations.NullMarked;
