/** Classes that break one rule each, laid out like the project's own packages. Nothing runs them. */
package dev.backfill.standalone.architecture.violating;
