package dev.backfill.simulator.shared;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Disables what {@link ReadsShared} where there is nothing to read. */
final class SharedIsPresent implements ExecutionCondition {
    /** Begins the reason, by which those that were left out are counted. */
    static final String ABSENT = "../shared is absent";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Shared.isPresent()
                ? ConditionEvaluationResult.enabled("there is " + Shared.folder())
                : ConditionEvaluationResult.disabled(ABSENT);
    }
}
