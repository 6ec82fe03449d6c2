/** What the objects of a workspace look like as JSON: properties, blocks, comments and users. */
@NullMarked
package dev.backfill.simulator.notion.content;

import org.jspecify.annotations.NullMarked;
