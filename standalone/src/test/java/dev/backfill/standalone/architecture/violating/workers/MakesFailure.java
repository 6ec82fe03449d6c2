package dev.backfill.standalone.architecture.violating.workers;

import io.temporal.failure.ApplicationFailure;

public final class MakesFailure {
    ApplicationFailure translated(RuntimeException failure) {
        return ApplicationFailure.newFailureWithCause("failed", "UNAVAILABLE", failure);
    }
}
