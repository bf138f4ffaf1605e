package io.turnstile.streams.labelcounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.DatasetMembership;
import io.turnstile.schema.LabelCount;
import io.turnstile.schema.Position;
import io.turnstile.schema.state.CountedLabel;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellTest {

    @Test
    void aCountSaysWhatItsKeySays() {
        var label = new CountedLabel(
                List.of(
                        new DatasetMembership(DatasetKind.SESSION, "VERY_COMPLEX", Position.BEGINNING),
                        new DatasetMembership(DatasetKind.CONVERSATION, "LONG", Position.END)),
                1);
        String key = Cell.of(label, DatasetKind.CONVERSATION).grouped().key;
        assertThat(key).isEqualTo("CONVERSATION/LONG/END/1");
        assertThat(Cell.count(key, 7L))
                .isEqualTo(new LabelCount(DatasetKind.CONVERSATION, "LONG", Position.END, 1, 7L));
    }

    @Test
    void aLabelOfNoDatasetHasNoCell() {
        var label = new CountedLabel(List.of(), 0);
        assertThat(Cell.of(label, DatasetKind.SESSION)).isNull();
    }
}
