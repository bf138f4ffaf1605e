package io.turnstile.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.DatasetKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final Cell CELL = new Cell("SHORT", "END");
    private static final Share TRAIN = new Share(Split.TRAIN, 0);
    private static final Ratio EVEN = new Ratio(50, 50);

    @Test
    void whereEachClassHasEnoughTheQuotasAreExact() {
        List<Candidate> candidates = Sets.distinct(20_000, 7);

        for (Plan plan : List.of(Sets.plan(10_000, EVEN), Sets.plan(10_000, new Ratio(70, 30)))) {
            Sample sample = Sample.of(plan, candidates);

            assertThat(sample.drawn())
                    .allSatisfy((share, drawn) ->
                            assertThat(drawn).hasSize(plan.quotas().get(share)));
        }
    }

    @Test
    void whereAClassHasTooFewItStaysShortAndTheOthersDoNotMakeUpForIt() {
        List<Candidate> candidates = Sets.distinct(2_000, 7);
        Plan plan = Sets.plan(10_000, EVEN);

        Sample sample = Sample.of(plan, candidates);

        assertThat(sample.drawn().values().stream().mapToInt(List::size).sum()).isEqualTo(2_000);
        assertThat(sample.drawn())
                .allSatisfy((share, drawn) ->
                        assertThat(drawn).hasSizeLessThanOrEqualTo(plan.quotas().get(share)));
    }

    @Test
    void allThatThereIsToDrawFromIsCounted() {
        List<Candidate> candidates = Sets.distinct(2_000, 7);

        var available = Sample.of(Sets.plan(100, EVEN), candidates).available();

        assertThat(available.values().stream()
                        .flatMap(cells -> cells.values().stream())
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(2_000);
        assertThat(available).allSatisfy((share, cells) -> assertThat(cells).hasSize(9));
    }

    @Test
    void aConversationsCapComesBeforeATexts() {
        Candidate first = candidate("first", "one", "same", 1);
        Candidate second = candidate("second", "one", "other", 2);
        Candidate third = candidate("third", "two", "other", 3);

        assertThat(Sample.capped(Sets.pool(new Cap(1), new Cap(1)), List.of(third, second, first)))
                .containsExactly(first, third);
    }

    @Test
    void ofATextThatIsThereTwiceTheFirstOfTheDrawStays() {
        Candidate first = candidate("first", "one", "same", 1);
        Candidate second = candidate("second", "two", "same", 2);

        assertThat(Sample.capped(Sets.pool(Cap.NONE, new Cap(1)), List.of(second, first)))
                .containsExactly(first);
        assertThat(Sample.capped(Sets.pool(Cap.NONE, Cap.NONE), List.of(second, first)))
                .containsExactly(first, second);
    }

    @Test
    void aCellThatIsNotWantedIsCountedAndNotDrawn() {
        var plan = new Plan(
                "a-plan",
                new Pool(DatasetKind.CONVERSATION, 1, List.of(), Cap.NONE, Cap.NONE),
                100,
                EVEN,
                new Weights(Map.of("LONG", 1), Map.of()));

        Sample sample = Sample.of(plan, List.of(candidate("first", "one", "same", 1)));

        assertThat(sample.drawn().get(TRAIN)).isEmpty();
        assertThat(sample.available().get(TRAIN)).isEqualTo(Map.of(CELL, 1));
    }

    @Test
    void ofNothingNothingIsDrawn() {
        assertThat(Sample.of(Sets.plan(100, EVEN), List.of()).drawn())
                .hasSize(6)
                .allSatisfy((share, drawn) -> assertThat(drawn).isEmpty());
    }

    private static Candidate candidate(String messageId, String conversation, String text, long draw) {
        return new Candidate(messageId, conversation, TRAIN, CELL, NormalisedText.hash(text), draw);
    }
}
