package io.turnstile.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.domain.turn.Turn;
import io.turnstile.domain.turn.TurnFixture;
import io.turnstile.telemetry.Characters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class HistoryWindowPropertiesTest {

    /** Plain letters and whole surrogate pairs. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", "\uD83D\uDE00")
                .list()
                .ofMaxSize(6)
                .map(characters -> String.join("", characters));
    }

    @Property(tries = 1_000)
    void aWindowHoldsTheNewestTurnsAndNoMoreCharactersThanItMay(
            @ForAll @Size(max = 5) List<@From("texts") String> texts, @ForAll @IntRange(max = 20) int maxChars) {
        List<HistoryTurn> window = window(texts, maxChars);
        assertThat(window.stream().mapToInt(HistoryWindowPropertiesTest::length).sum())
                .isLessThanOrEqualTo(maxChars);
        for (int i = 0; i < window.size(); i++) {
            int turnNumber = texts.size() - window.size() + i + 1;
            assertThat(window.get(i).turnNumber()).isEqualTo(turnNumber);
            assertThat(window.get(i).isCut())
                    .isEqualTo(length(window.get(i)) < 2 * Characters.count(texts.get(turnNumber - 1)));
        }
    }

    @Property(tries = 1_000)
    void onlyTheOldestTurnInAWindowIsCut(
            @ForAll @Size(max = 5) List<@From("texts") String> texts, @ForAll @IntRange(max = 20) int maxChars) {
        assertThat(window(texts, maxChars).stream().skip(1)).noneMatch(HistoryTurn::isCut);
    }

    @Property(tries = 1_000)
    void whatAWindowHoldsCanBeEncoded(
            @ForAll @Size(max = 5) List<@From("texts") String> texts, @ForAll @IntRange(max = 20) int maxChars) {
        assertThat(window(texts, maxChars)).allSatisfy(turn -> {
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(turn.userText()))
                    .isTrue();
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(turn.modelText()))
                    .isTrue();
        });
    }

    private static int length(HistoryTurn turn) {
        return Characters.count(turn.userText()) + Characters.count(turn.modelText());
    }

    /** Each text is both the user's and the model's. */
    private static List<HistoryTurn> window(List<String> texts, int maxChars) {
        var turns = new ArrayList<Turn>();
        for (String text : texts) {
            int index = turns.size() + 1;
            turns.add(TurnFixture.turn("m-" + index, index)
                    .userText(text)
                    .modelText(text)
                    .build());
        }
        return new HistoryWindow(maxChars).before(turns);
    }
}
