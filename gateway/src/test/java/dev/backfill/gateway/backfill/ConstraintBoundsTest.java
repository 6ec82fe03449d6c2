package dev.backfill.gateway.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.gateway.request.Bounds;
import dev.backfill.gateway.request.FieldKind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstraintBoundsTest {
    private record Parameters(
            @Size(max = 5) List<@Pattern(regexp = "[a-z]") String> keys,
            @Min(1) @Max(9) Integer limit,
            long open,
            @NotBlank @Size(min = 2, max = 3) String name,
            boolean on,
            @Negative int unknown) {}

    @Test
    void constraints_areBounds() {
        Bounds.Items keys = (Bounds.Items) inner(0, FieldKind.TEXTS);
        assertThat(keys.most()).isEqualTo(5);
        assertThat(((Bounds.Text) keys.each()).pattern()).asString().isEqualTo("[a-z]");
        assertThat(of(1, FieldKind.WHOLE_NUMBER)).isEqualTo(new Bounds.Whole(1, 9));
        assertThat(of(2, FieldKind.WHOLE_NUMBER)).isEqualTo(new Bounds.Whole(Long.MIN_VALUE, Long.MAX_VALUE));
        assertThat(inner(3, FieldKind.TEXT)).isEqualTo(new Bounds.Text(2, 3, null, ""));
        assertThat(of(4, FieldKind.FLAG)).isEqualTo(new Bounds.Anything());
    }

    @Test
    void constraintThatTheDocumentationCannotTell_isNotLeftOut() {
        assertThatThrownBy(() -> of(5, FieldKind.WHOLE_NUMBER)).hasMessageContaining("Negative");
    }

    private static Bounds inner(int component, FieldKind kind) {
        return ((Bounds.CheckedElsewhere) of(component, kind)).bounds();
    }

    private static Bounds of(int component, FieldKind kind) {
        return ConstraintBounds.of(Parameters.class.getRecordComponents()[component], kind);
    }
}
