package dev.backfill.gateway.signin;

import java.time.Instant;

/**
 * What a sign-in begins with.
 *
 * @param nonce to be handed to Google, whose ID token then carries it
 * @param expiresAt until when the token has to be sent
 */
record NonceView(String nonce, Instant expiresAt) {}
