package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Faults of the vendor that pass: nothing is lost. Each kind strikes a few times: as often as the client tries again by itself, and in
 * places oftener, so that Temporal has to. More would only show that longer waits take longer.
 */
@ExtendWith(SharedSystem.class)
class WeatherIT {
    /** What the wire can do to any vendor, to all of them at once; FETCH and LIST stand for the routes of each. */
    @ParameterizedTest
    @ValueSource(strings = {
        """
        [{'kind':'latency','milliseconds':40,'jitter':80,'count':60},
         {'kind':'hugeBody','megabytes':20,'every':2,'count':2,'route':'FETCH'},
         {'kind':'slowBody','bytesPerSecond':20000,'count':3,'route':'LIST'}]""",
        // Without a stated wait it is doubled each time: these are the first.
        """
        [{'kind':'throttle','count':2,'status':429},
         {'kind':'throttle','every':2,'count':4,'route':'FETCH','retryAfterSeconds':1,'status':429},
         {'kind':'throttle','every':2,'count':2,'retryAfterSeconds':1,'retryAfterDate':true,'status':429},
         {'kind':'throttle','every':2,'count':2,'retryAfterSeconds':1,'status':503}]""",
        """
        [{'kind':'serverError','status':500,'every':2,'count':3},
         {'kind':'serverError','status':504,'every':2,'count':3},
         {'kind':'serverError','status':502,'count':6}]""",
        """
        [{'kind':'reset','every':4,'count':5},
         {'kind':'halfBody','every':2,'count':5},
         {'kind':'halfJson','every':3,'count':5}]""",
        """
        [{'kind':'html','status':200,'every':2,'count':4},
         {'kind':'html','status':403,'every':2,'count':3},
         {'kind':'html','status':503,'count':4}]"""
    })
    void weatherOverAllSources_passes_andNothingIsLost(String faults, SystemUnderTest system) {
        SourcesUnderTest.all().forEach(source ->
                add(system, source, faults.replace("FETCH", source.fetchRoute()).replace("LIST", source.listRoute())));

        SideBySide.start(system).assertEach((source, run) -> assertNothingLost(system, source, run));
    }

    /** Of each source the faults of its own, one group of them at a time. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void weatherOfItsOwn_passes_andNothingIsLost(int group, SystemUnderTest system) {
        SourcesUnderTest.all().forEach(source -> {
            assertThat(source.ownWeather()).as("groups of %s", source).hasSize(2);
            add(system, source, source.ownWeather().get(group));
        });

        SideBySide.start(system).assertEach((source, run) -> assertNothingLost(system, source, run));
    }

    /** Faults that need a chain of several pages: here that of the changes since the run began, a hundred a page. */
    @ParameterizedTest
    @ValueSource(strings = {
        "[{'kind':'expiredToken','every':2,'count':3,'route':'search/jql'},{'kind':'notLastWithoutToken','count':2,'route':'search/jql'}]",
        "[{'kind':'isLastLies'}]"
    })
    void faultsOfPageTokens_loseNothing(String faults, SystemUnderTest system) {
        List<String> edited = new RecordsUnderTest(system, SourcesUnderTest.JIRA).ordinary(400);
        edited.forEach(id -> system.simulator("POST", "/admin/jira/issues/" + id + "/edit", "{}"));
        add(system, SourcesUnderTest.JIRA, faults);

        assertNothingLost(system, SourcesUnderTest.JIRA, system.backfillAll());
        assertThat(system.sql().sql("select max(pages) from backfill_window where kind = 'CHANGES'").query(Long.class).single())
                .as("pages of the longest chain")
                .isGreaterThan(1);
    }

    /** @param faults a JSON array, with single quotes */
    private static void add(SystemUnderTest system, SourceUnderTest source, String faults) {
        SystemUnderTest.JSON.readTree(faults.replace('\'', '"')).forEach(fault -> system.fault(source, fault.toString()));
    }

    /** Of a run that ended after each of the source's faults has struck. */
    private static void assertNothingLost(SystemUnderTest system, SourceUnderTest source, JsonNode run) {
        system.assertVerified(run);
        assertThat(SystemUnderTest.JSON.readTree(system.admin(source, "GET", "faults", null).body()))
                .as("faults of %s", source)
                .allSatisfy(fault -> assertThat(fault.path("fired").asInt()).as("times it struck: %s", fault).isPositive());
        int present = system.manifest(source).size();
        assertThat(run.path("progress").path("records").path("expected").asInt()).as("expected of %s", source).isEqualTo(present);
        StoredSet.compare(system, source).assertEqual(present);
        assertThat(new RecordsUnderTest(system, source).markedAsDeleted()).as("marked as deleted").isEmpty();
    }
}
