package dev.backfill.standalone;

import dev.backfill.standalone.part.JiraSite;
import dev.backfill.standalone.part.ProjectFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a {@link BackfillSystem} is made of.
 *
 * @param home where data, logs and process records are kept; the same folder again continues with its data
 * @param fresh whether data of earlier runs in the home folder is deleted first
 * @param tools where PostgreSQL and Temporal are unpacked; shared by all systems, as these never change
 * @param ports where the parts listen
 * @param workers how many worker processes, 0 or more
 * @param jira the Jira to pull from
 * @param others the sources besides Jira that the simulator serves and the workers are told of, by their ids, with how many records
 *     each has; there are none with a real Jira
 * @param workerEnvironment added to the environment of each worker, and wins over what this system sets
 * @param notices gets a line for the user: a part started, or ended unasked and was started again
 */
public record SystemOptions(
        Path home,
        boolean fresh,
        Path tools,
        SystemPorts ports,
        int workers,
        JiraSite jira,
        Map<String, Integer> others,
        Map<String, String> workerEnvironment,
        Consumer<String> notices) {
    public SystemOptions {
        others = Map.copyOf(others);
        workerEnvironment = Map.copyOf(workerEnvironment);
    }

    /** Free ports, two workers, and a simulator of 2,000 issues; says nothing. */
    public static SystemOptions in(Path home) {
        Path tools = ProjectFolder.find().resolve(".backfill/tools");
        return new SystemOptions(home, false, tools, SystemPorts.FREE, 2, JiraSite.Simulated.generated(2000, 1), Map.of(), Map.of(), notice -> {});
    }

    public SystemOptions withFresh(boolean newFresh) {
        return new SystemOptions(home, newFresh, tools, ports, workers, jira, others, workerEnvironment, notices);
    }

    public SystemOptions withPorts(SystemPorts newPorts) {
        return new SystemOptions(home, fresh, tools, newPorts, workers, jira, others, workerEnvironment, notices);
    }

    public SystemOptions withWorkers(int newWorkers) {
        return new SystemOptions(home, fresh, tools, ports, newWorkers, jira, others, workerEnvironment, notices);
    }

    public SystemOptions withJira(JiraSite newJira) {
        return new SystemOptions(home, fresh, tools, ports, workers, newJira, others, workerEnvironment, notices);
    }

    public SystemOptions withOthers(Map<String, Integer> newOthers) {
        return new SystemOptions(home, fresh, tools, ports, workers, jira, newOthers, workerEnvironment, notices);
    }

    public SystemOptions withWorkerEnvironment(Map<String, String> newEnvironment) {
        return new SystemOptions(home, fresh, tools, ports, workers, jira, others, newEnvironment, notices);
    }

    public SystemOptions withNotices(Consumer<String> newNotices) {
        return new SystemOptions(home, fresh, tools, ports, workers, jira, others, workerEnvironment, newNotices);
    }
}
