/** Child processes: started, watched, restarted, killed for tests, and never left behind. */
@NullMarked
package dev.backfill.standalone.process;

import org.jspecify.annotations.NullMarked;
