package io.turnstile.app;

import static io.turnstile.schema.DatasetKind.CONVERSATION;
import static io.turnstile.schema.DatasetKind.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.app.StandingCounts.Cell;
import io.turnstile.app.StandingCounts.Sum;
import io.turnstile.schema.LabelCount;
import io.turnstile.schema.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingCountsTest {

    private static final StandingCounts COUNTS = StandingCounts.of(List.of(
            new LabelCount(CONVERSATION, "SHORT", Position.END, 1, 1L),
            new LabelCount(SESSION, "VERY_COMPLEX", Position.BEGINNING, 0, 3L),
            new LabelCount(CONVERSATION, "SHORT", Position.BEGINNING, 0, 2L),
            new LabelCount(CONVERSATION, "LONG", Position.MIDDLE, 0, 0L),
            new LabelCount(CONVERSATION, "SHORT", Position.BEGINNING, 1, 5L)));

    @Test
    void classesStandBesideEachOtherAndEmptyCellsAreLeftOut() {
        assertThat(COUNTS.cells())
                .containsExactly(
                        new Cell(SESSION, "VERY_COMPLEX", Position.BEGINNING, 3, 0),
                        new Cell(CONVERSATION, "SHORT", Position.BEGINNING, 2, 5),
                        new Cell(CONVERSATION, "SHORT", Position.END, 0, 1));
    }

    @Test
    void eachDatasetHasASumOfItsOwn() {
        assertThat(COUNTS.sums()).containsExactly(new Sum(SESSION, 3, 0), new Sum(CONVERSATION, 2, 6));
    }

    @Test
    void theTableEndsEachDatasetWithItsSum() {
        assertThat(StandingCountsTable.of(COUNTS).lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "dataset stratum position reasoning non-reasoning together reasoning",
                        "session very_complex beginning 3 0 3 100.0 %",
                        "session all all 3 0 3 100.0 %",
                        "conversation short beginning 2 5 7 28.6 %",
                        "conversation short end 0 1 1 0.0 %",
                        "conversation all all 2 6 8 25.0 %");
    }

    @Test
    void whereNothingIsCountedTheTableSaysSo() {
        assertThat(StandingCountsTable.of(StandingCounts.of(List.of()))).isEqualTo("No label is counted.\n");
    }
}
