package dev.backfill.store.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.TestStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameLookupTest {
    private static final NamingColumns FIRST = new NamingColumns("directory.person", "id", "name");
    private static final NamingColumns SECOND = new NamingColumns("directory.guest", "account", "title");

    private final NameLookup lookup = new NameLookup(TestStore.database());

    @BeforeEach
    void create() {
        TestStore.sql().sql("drop schema if exists directory cascade").update();
        TestStore.sql().sql("create schema directory").update();
        TestStore.sql().sql("create table directory.person (id text, name text)").update();
        TestStore.sql().sql("create table directory.guest (account text, title text)").update();
        TestStore.sql().sql("insert into directory.person values ('1', 'One'), ('2', null), ('2', 'Two'), ('3', null)").update();
        TestStore.sql().sql("insert into directory.guest values ('1', 'Another'), ('3', 'Three'), ('4', 'Vier')").update();
    }

    @Test
    void firstPlaceThatNamesAnId_counts() {
        assertThat(lookup.find(List.of(FIRST, SECOND), List.of("1", "2", "3", "4", "5")))
                .isEqualTo(Map.of("1", "One", "2", "Two", "3", "Three", "4", "Vier"));
        assertThat(lookup.find(List.of(FIRST), List.of())).isEmpty();
    }

    @Test
    void tableOrSchemaThatIsNotThere_knowsNobody() {
        List<NamingColumns> places =
                List.of(new NamingColumns("nowhere.person", "id", "name"), new NamingColumns("directory.nobody", "id", "name"), SECOND);

        assertThat(lookup.find(places, List.of("1", "9"))).isEqualTo(Map.of("1", "Another"));
    }

    @Test
    void columnThatIsNotThere_isNoFailure() {
        assertThat(lookup.find(List.of(new NamingColumns("directory.person", "id", "surname"), SECOND), List.of("1")))
                .isEqualTo(Map.of("1", "Another"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"person", "a.b.c", "A.b", "a.b;drop table x", ""})
    void whatIsNoTable_isRefused(String table) {
        assertThatThrownBy(() -> new NamingColumns(table, "id", "name")).isInstanceOf(IllegalArgumentException.class);
    }
}
