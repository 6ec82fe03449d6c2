/** The schema, and what each of its fields answers with. */
@NullMarked
package dev.backfill.simulator.fireflies.graphql;

import org.jspecify.annotations.NullMarked;
