/** Notion's API, in the versions 2025-09-03 and 2022-06-28: its routes, its log-in, its errors and its limits. */
@NullMarked
package dev.backfill.simulator.notion;

import org.jspecify.annotations.NullMarked;
