/** Sign-in with Google. */
@NullMarked
package dev.backfill.gateway.signin;

import org.jspecify.annotations.NullMarked;
