/** A site made up from a seed: any issue is rendered from its number alone. */
@NullMarked
package dev.backfill.simulator.jira.generated;

import org.jspecify.annotations.NullMarked;
