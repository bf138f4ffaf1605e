package io.turnstile.judge.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.turnstile.judge.NoLabel;
import io.turnstile.judge.NoLabelException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class RendererTest {

    private static final JudgedTurn TURN =
            Turns.of("Now the <same> for B", new PastTurn(2, "Do A", "Done with A", true));

    @Test
    void allIsShownLikeThis() {
        assertThat(render(Strategy.ALL)).isEqualTo("""
                <judged-material>
                {
                "older_turns_omitted":true,
                "history":[
                {"turn":2,"user":"Do A","model":"Done with A","was_cut_before":true}
                ],
                "signals":{"turn":3,"text_characters":20,"references":2,"previous_model":"model-before"},
                "text":"Now the \\u003csame\\u003e for B"
                }
                </judged-material>
                """);
    }

    @Test
    void eachStrategyShowsItsPart() throws JsonProcessingException {
        assertThat(fields(Strategy.TEXT)).containsExactly("text");
        assertThat(fields(Strategy.SIGNALS)).containsExactly("signals", "text");
        assertThat(fields(Strategy.HISTORY)).containsExactly("older_turns_omitted", "history", "text");
    }

    @Test
    void hindsightIsShownWhereAskedFor() throws JsonProcessingException {
        String material =
                new Renderer(Strategy.TEXT, true, 2_000, 10).render(TURN).material();

        assertThat(Documents.in(material).get("hindsight"))
                .hasToString("{\"model\":\"model-of-this-turn\",\"response_type\":\"success\",\"tool_rounds\":7,"
                        + "\"complexity\":\"COMPLEX\",\"different_tools\":2,\"token_growth\":12345,"
                        + "\"duration_ms\":67890,\"tools\":[{\"tool\":\"apply_patch\",\"calls\":4},"
                        + "{\"tool\":\"run_in_terminal\",\"calls\":3}]}");
    }

    @Test
    void aLongTextLosesItsMiddleAndItIsMarked() {
        String text = "Begin. " + "word ".repeat(3_000) + "End.";

        var shown = new Renderer(Strategy.ALL, false, 1_000, 10)
                .render(Turns.of(text))
                .shown();

        assertThat(shown.text().beginning()).startsWith("Begin. ");
        assertThat(shown.text().end()).endsWith("End.");
        assertThat(shown.text().length()).isEqualTo(text.length());
        assertThat(shown.text().shown()).isBetween(4_000, 5_000);
    }

    @Test
    void ofATextThatIsMuchTooLongNothingIsJudged() {
        var renderer = new Renderer(Strategy.TEXT, false, 1_000, 10);

        assertThatThrownBy(() -> renderer.render(Turns.of("word ".repeat(20_000))))
                .isInstanceOfSatisfying(
                        NoLabelException.class, e -> assertThat(e.reason()).isEqualTo(NoLabel.TOO_LONG))
                .hasMessageContaining("judge.max-input-tokens")
                .hasMessageNotContaining("word");
    }

    @Test
    void theNewestTurnsAreKeptAndTheOldestOfThemIsCut() {
        var history = new ArrayList<PastTurn>();
        for (int number = 1; number <= 10; number++) {
            history.add(new PastTurn(number, "Question " + number, "answer ".repeat(300), false));
        }

        var shown = new Renderer(Strategy.ALL, false, 900, 10)
                .render(Turns.of("Go on", history))
                .shown();

        assertThat(shown.history()).extracting(ShownPastTurn::number).containsExactly(8, 9, 10);
        assertThat(shown.history().get(0).model().isCut()).isTrue();
        assertThat(shown.history().get(0).user().isCut()).isFalse();
        assertThat(shown.history().subList(1, 3)).noneMatch(turn -> turn.model().isCut());
        assertThat(shown.areOlderOmitted()).isTrue();
    }

    @Test
    void longNamesAreCut() throws JsonProcessingException {
        var turn = new JudgedTurn("Hi", java.util.List.of(), new Signals(1, 2, 0, "m".repeat(500)), Turns.HINDSIGHT);

        var document = Documents.in(
                new Renderer(Strategy.ALL, false, 1_000, 10).render(turn).material());

        assertThat(document.at("/signals/previous_model/characters_cut").intValue())
                .isEqualTo(400);
    }

    @Test
    void noSurrogatePairIsSplit() {
        var excerpt = Excerpt.of("😀".repeat(10), 7);

        assertThat(excerpt.beginning()).isEqualTo("😀😀");
        assertThat(excerpt.end()).isEqualTo("😀");
        assertThat(excerpt.length()).isEqualTo(20);
    }

    private static String render(Strategy strategy) {
        return new Renderer(strategy, false, 2_000, 10).render(TURN).material();
    }

    private static Iterable<String> fields(Strategy strategy) throws JsonProcessingException {
        var fields = Documents.in(render(strategy)).fieldNames();
        return () -> fields;
    }
}
