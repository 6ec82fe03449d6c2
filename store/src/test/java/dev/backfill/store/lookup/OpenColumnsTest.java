package dev.backfill.store.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.TestStore;
import dev.backfill.store.page.Column;
import dev.backfill.store.page.ColumnType;
import dev.backfill.store.page.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenColumnsTest {
    private static final Table ITEM = new Table(
            "filling", "item", "box_id", false, List.of(new Column("kind_id", ColumnType.TEXT), new Column("kind", ColumnType.TEXT)));
    private static final OpenColumns.Pair KIND = new OpenColumns.Pair(ITEM, "kind_id", "kind");

    private final OpenColumns open = new OpenColumns(TestStore.database());

    @BeforeEach
    void create() {
        TestStore.sql().sql("drop schema if exists filling cascade").update();
        TestStore.sql().sql("create schema filling").update();
        TestStore.sql().sql("create table filling.item (id text, box_id text, kind_id text, kind text, deleted_at timestamptz)").update();
        TestStore.sql().sql("""
                insert into filling.item values ('1', 'a', 'x', null, null), ('2', 'a', 'x', 'old', null), ('3', 'a', 'y', 'why', null),
                    ('4', 'a', null, null, null), ('5', 'b', 'x', null, null), ('6', 'a', 'z', null, now())""").update();
    }

    @Test
    void ids_areThoseOfOneOwner_pageByPage() {
        assertThat(open.ids(KIND, "a", false, null, 10)).containsExactly("x", "y");
        assertThat(open.ids(KIND, "a", false, null, 1)).containsExactly("x");
        assertThat(open.ids(KIND, "a", false, "x", 1)).containsExactly("y");
        assertThat(open.ids(KIND, "a", true, null, 10)).containsExactly("x");
        assertThat(open.ids(KIND, "nobody", false, null, 10)).isEmpty();
    }

    @Test
    void fill_changesWhatIsOpenOrDifferent_andOfOneOwnerOnly() {
        assertThat(open.fill(KIND, "a", Map.of("x", "new", "y", "why"))).isEqualTo(2);
        assertThat(open.fill(KIND, "a", Map.of("x", "new", "y", "why"))).isZero();
        assertThat(open.fill(KIND, "a", Map.of())).isZero();

        assertThat(TestStore.sql().sql("select id || coalesce(kind, '-') from filling.item order by id").query(String.class).list())
                .containsExactly("1new", "2new", "3why", "4-", "5-", "6-");
    }

    @Test
    void columnThatTheTableDoesNotHave_isRefused() {
        assertThatThrownBy(() -> new OpenColumns.Pair(ITEM, "kind_id", "owner")).hasMessageContaining("owner");
    }
}
