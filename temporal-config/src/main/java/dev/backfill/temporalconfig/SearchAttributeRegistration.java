package dev.backfill.temporalconfig;

import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds the search attributes that a namespace lacks. May be repeated. */
final class SearchAttributeRegistration {
    private final OperatorServiceBlockingStub service;
    private final String namespace;
    private final Map<String, IndexedValueType> wanted;

    SearchAttributeRegistration(OperatorServiceBlockingStub service, String namespace, Map<String, IndexedValueType> wanted) {
        this.service = service;
        this.namespace = namespace;
        this.wanted = wanted;
    }

    /**
     * Adds what is missing, and returns what was changed; empty if nothing had to be.
     *
     * @throws TemporalConfigException if one is there with another type, which Temporal cannot change
     */
    List<String> apply() {
        Map<String, IndexedValueType> missing = missing();
        if (missing.isEmpty()) {
            return List.of();
        }
        service.addSearchAttributes(AddSearchAttributesRequest.newBuilder()
                .setNamespace(namespace)
                .putAllSearchAttributes(missing)
                .build());
        return List.of("added search attributes " + String.join(", ", missing.keySet()));
    }

    private Map<String, IndexedValueType> missing() {
        Map<String, IndexedValueType> present = service
                .listSearchAttributes(ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
                .getCustomAttributesMap();
        Map<String, IndexedValueType> missing = new LinkedHashMap<>();
        wanted.forEach((name, type) -> {
            IndexedValueType presentType = present.get(name);
            if (presentType == null) {
                missing.put(name, type);
            } else if (presentType != type) {
                throw new TemporalConfigException("search attribute " + name + " of namespace " + namespace + " is " + presentType
                        + ", not " + type + ": remove it first");
            }
        });
        return missing;
    }
}
