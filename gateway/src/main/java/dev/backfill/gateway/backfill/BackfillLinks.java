package dev.backfill.gateway.backfill;

/** What can be asked of a run, as paths. */
public record BackfillLinks(
        String self,
        String partitions,
        String failures,
        String events,
        String pause,
        String resume,
        String cancel,
        String retryFailed,
        String refetch) {
    static BackfillLinks of(String id) {
        String self = "/api/v1/backfills/" + id;
        return new BackfillLinks(
                self,
                self + "/partitions",
                self + "/failures",
                self + "/events",
                self + "/pause",
                self + "/resume",
                self + "/cancel",
                self + "/retry-failed",
                self + "/refetch");
    }
}
