/** JSON Web Tokens: whose are accepted, and those that are made here. */
@NullMarked
package dev.backfill.gateway.token;

import org.jspecify.annotations.NullMarked;
