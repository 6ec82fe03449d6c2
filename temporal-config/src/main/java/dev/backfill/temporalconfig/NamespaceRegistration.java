package dev.backfill.temporalconfig;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.namespace.v1.NamespaceConfig.Builder;
import io.temporal.api.namespace.v1.UpdateNamespaceInfo;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Brings one namespace to what its file says. May be repeated. */
final class NamespaceRegistration {
    private final WorkflowServiceBlockingStub service;
    private final NamespaceConfig wanted;

    NamespaceRegistration(WorkflowServiceBlockingStub service, NamespaceConfig wanted) {
        this.service = service;
        this.wanted = wanted;
    }

    /** Registers or updates, and returns what was changed; empty if nothing had to be. */
    List<String> apply() {
        Optional<DescribeNamespaceResponse> present = describe();
        if (present.isEmpty()) {
            register();
            return List.of("registered namespace " + wanted.name());
        }
        if (asWanted(present.get())) {
            return List.of();
        }
        update();
        return List.of("updated namespace " + wanted.name());
    }

    private Optional<DescribeNamespaceResponse> describe() {
        try {
            return Optional.of(service.describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(wanted.name()).build()));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private boolean asWanted(DescribeNamespaceResponse present) {
        Duration retention = Duration.ofSeconds(present.getConfig().getWorkflowExecutionRetentionTtl().getSeconds());
        return retention.equals(wanted.retention()) && present.getNamespaceInfo().getDescription().equals(wanted.description());
    }

    private void register() {
        try {
            service.registerNamespace(RegisterNamespaceRequest.newBuilder()
                    .setNamespace(wanted.name())
                    .setDescription(wanted.description())
                    .setWorkflowExecutionRetentionPeriod(retention())
                    .build());
        } catch (StatusRuntimeException e) {
            // Two starts at once may both find it missing; the slower one has nothing left to do.
            if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                throw e;
            }
        }
    }

    private void update() {
        Builder config = io.temporal.api.namespace.v1.NamespaceConfig.newBuilder().setWorkflowExecutionRetentionTtl(retention());
        service.updateNamespace(UpdateNamespaceRequest.newBuilder()
                .setNamespace(wanted.name())
                .setUpdateInfo(UpdateNamespaceInfo.newBuilder().setDescription(wanted.description()))
                .setConfig(config)
                .build());
    }

    private com.google.protobuf.Duration retention() {
        return com.google.protobuf.Duration.newBuilder().setSeconds(wanted.retention().toSeconds()).build();
    }
}
