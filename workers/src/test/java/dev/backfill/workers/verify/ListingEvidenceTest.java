package dev.backfill.workers.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of a partition of which nothing else is wrong, each witness alone decides. */
class ListingEvidenceTest {
    private static final OptionalLong NONE = OptionalLong.empty();

    private static ListingEvidence of(boolean comparable, long dropped, long appeared, long unlisted, long explained, OptionalLong count) {
        return of(comparable, dropped, appeared, unlisted, explained, count, null);
    }

    private static ListingEvidence of(
            boolean comparable, long dropped, long appeared, long unlisted, long explained, OptionalLong count, @Nullable String incomplete) {
        return new ListingEvidence(comparable, dropped, appeared, unlisted, 100, 100, explained, explained, count, incomplete);
    }

    private static OptionalLong count(long records) {
        return OptionalLong.of(records);
    }

    @Test
    void nothingWrong_isNotDoubted() {
        assertThat(of(true, 0, 0, 0, 0, NONE).doubts()).isEmpty();
        assertThat(of(true, 0, 0, 0, 0, count(100)).doubts()).isEmpty();
        assertThat(of(false, 0, 0, 0, 0, NONE).doubts()).isEmpty();
    }

    @Test
    void aListingThatSaysThatItIsIncomplete_isEnough() {
        assertThat(of(true, 0, 0, 0, 0, count(100), "10,000 at most").doubts()).containsExactly("the listing is not whole: 10,000 at most");
    }

    @Test
    void aHigherCount_isEnough_unlessWhatCameOrWentExplainsIt() {
        assertThat(of(true, 0, 0, 0, 0, count(101)).doubts()).containsExactly("the source counts 101 records, the listings have 100");
        assertThat(of(true, 0, 0, 0, 1, count(101)).doubts()).isEmpty();
        assertThat(of(true, 0, 0, 0, 1, count(102)).doubts()).hasSize(1);
        assertThat(of(true, 0, 0, 0, 0, count(99)).doubts()).isEmpty();
    }

    @Test
    void whatWasChanged_explainsNoHigherCount() {
        assertThat(new ListingEvidence(true, 0, 0, 0, 100, 100, 0, 50, count(101), null).doubts()).hasSize(1);
    }

    @Test
    void whatTheLastListingLacks_isEnough() {
        assertThat(of(true, 1, 0, 0, 0, NONE).doubts())
                .containsExactly("two listings differ: the last one lacks 1 records that are there, and has 0 that the one before it lacks");
    }

    @Test
    void whatTheFirstListingLacked_isEnough() {
        assertThat(of(true, 0, 1, 0, 0, NONE).doubts())
                .containsExactly("two listings differ: the last one lacks 0 records that are there, and has 1 that the one before it lacks");
    }

    @Test
    void listingsThatDiffer_areSettledByACountThatIsTheSame_andByNoOther() {
        assertThat(of(true, 1, 1, 0, 0, count(100)).doubts()).isEmpty();
        assertThat(of(true, 1, 1, 0, 2, count(98)).doubts()).isEmpty();
        assertThat(of(true, 1, 1, 0, 2, count(97)).doubts()).singleElement().asString().startsWith("two listings differ");
        assertThat(of(true, 1, 1, 0, 0, count(101)).doubts()).hasSize(2);
    }

    @Test
    void listingsThatCannotBeCompared_areNotHeldAgainstEachOther() {
        assertThat(of(false, 1, 1, 0, 0, NONE).doubts()).isEmpty();
        assertThat(of(false, 1, 1, 0, 0, NONE).listingsAgree()).isTrue();
    }

    @Test
    void manyStoredRecordsThatNoListingHas_areEnough_unlessTheSourceCounts() {
        assertThat(of(false, 0, 0, 6, 0, NONE).doubts()).containsExactly("6 stored records are there, but in no listing");
        assertThat(of(false, 0, 0, 5, 0, NONE).doubts()).isEmpty();
        assertThat(of(false, 0, 0, 6, 0, count(100)).doubts()).isEmpty();
    }
}
