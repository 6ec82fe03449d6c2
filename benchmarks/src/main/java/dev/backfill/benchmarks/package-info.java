/** Speed and memory of a backfill, each as a ratio against a peer in the same run. */
@NullMarked
package dev.backfill.benchmarks;

import org.jspecify.annotations.NullMarked;
