package dev.backfill.standalone.architecture.violating.gateway;

import io.temporal.client.WorkflowClient;
import javax.sql.DataSource;

public final class BlocksController {
    String namespace(WorkflowClient temporal) {
        return temporal.getOptions().getNamespace();
    }

    String database(DataSource database) {
        return database.toString();
    }
}
