package dev.backfill.gateway.backfill;

/** What can be asked of a run, as paths. */
record BackfillLinks(String self, String partitions, String pause, String resume, String cancel) {
    static BackfillLinks of(String id) {
        String self = "/api/v1/backfills/" + id;
        return new BackfillLinks(self, self + "/partitions", self + "/pause", self + "/resume", self + "/cancel");
    }
}
