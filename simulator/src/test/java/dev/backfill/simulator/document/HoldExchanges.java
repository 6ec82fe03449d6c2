package dev.backfill.simulator.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Found as a service: every test fails whose exchanges with a simulator break a vendor's document. */
public final class HoldExchanges implements AfterEachCallback {

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(HeldExchanges.take()).as("exchanges that break the vendor's document").isEmpty();
    }
}
