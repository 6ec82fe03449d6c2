/** Pages, databases and data sources of one workspace: where they lie, who may see them, and what changed. */
@NullMarked
package dev.backfill.simulator.notion.workspace;

import org.jspecify.annotations.NullMarked;
