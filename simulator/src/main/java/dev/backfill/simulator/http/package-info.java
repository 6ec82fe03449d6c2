/** The wire: calls as they come in, answers as they go out, whole or broken on purpose. */
@NullMarked
package dev.backfill.simulator.http;

import org.jspecify.annotations.NullMarked;
