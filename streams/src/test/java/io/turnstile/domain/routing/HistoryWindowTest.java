package io.turnstile.domain.routing;

import static io.turnstile.domain.turn.TurnFixture.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.domain.turn.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much of the past a request carries. */
class HistoryWindowTest {

    private static final String SMILE = "\uD83D\uDE00";

    @Test
    void aWindowOfNoCharactersCarriesNoHistory() {
        assertThat(window(0, earlier(1, "Fix", "Done"))).isEmpty();
    }

    @Test
    void theFirstTurnHasNoHistory() {
        assertThat(window(100)).isEmpty();
    }

    @Test
    void turnsThatFitAreTakenWholeOldestFirst() {
        assertThat(window(14, earlier(1, "Fix", "Done"), earlier(2, "Test", "Red")))
                .containsExactly(new HistoryTurn(1, "Fix", "Done", false), new HistoryTurn(2, "Test", "Red", false));
    }

    @Test
    void theNewestAreKeptTheLastThatDoesNotFitIsCutAndTheOlderOnesAreLeftOut() {
        assertThat(window(9, earlier(1, "One", "Two"), earlier(2, "Fix", "Done"), earlier(3, "Test", "Red")))
                .containsExactly(new HistoryTurn(2, "Fi", "", true), new HistoryTurn(3, "Test", "Red", false));
    }

    @Test
    void withinATurnTheUsersWordsGoBeforeTheModels() {
        assertThat(window(5, earlier(1, "Fix", "Done"))).containsExactly(new HistoryTurn(1, "Fix", "Do", true));
    }

    @Test
    void aTurnThatFillsTheWindowExactlyIsNotCut() {
        assertThat(window(7, earlier(1, "One", "Two"), earlier(2, "Fix", "Done")))
                .containsExactly(new HistoryTurn(2, "Fix", "Done", false));
    }

    @Test
    void aTextThatWasNotCapturedIsEmptyAndNotCut() {
        assertThat(window(10, earlier(1, null, null), earlier(2, "Fix", null)))
                .containsExactly(new HistoryTurn(1, "", "", false), new HistoryTurn(2, "Fix", "", false));
    }

    @Test
    void anEmojiIsOneCharacter() {
        assertThat(window(1, earlier(1, null, SMILE + SMILE))).containsExactly(new HistoryTurn(1, "", SMILE, true));
        assertThat(window(2, earlier(1, null, SMILE + SMILE)))
                .containsExactly(new HistoryTurn(1, "", SMILE + SMILE, false));
        assertThat(window(4, earlier(1, SMILE, "Done"))).containsExactly(new HistoryTurn(1, SMILE, "Don", true));
        assertThat(window(4, earlier(1, "Fix", null), earlier(2, SMILE + SMILE, null)))
                .containsExactly(new HistoryTurn(1, "Fi", "", true), new HistoryTurn(2, SMILE + SMILE, "", false));
    }

    private static List<HistoryTurn> window(int maxChars, Turn... earlier) {
        return new HistoryWindow(maxChars).before(List.of(earlier));
    }

    private static Turn earlier(int index, String userText, String modelText) {
        return turn("m-" + index, index).userText(userText).modelText(modelText).build();
    }
}
