package io.turnstile.judge.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.turnstile.judge.NoLabel;
import io.turnstile.judge.NoLabelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class RendererPropertiesTest {

    private static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    @Property(tries = 200)
    void theSameTurnIsRenderedTheSame(
            @ForAll("turns") JudgedTurn turn,
            @ForAll Strategy strategy,
            @ForAll @IntRange(min = 300, max = 3_000) int budget) {
        var copy = new JudgedTurn(
                new String(turn.text().toCharArray()),
                new ArrayList<>(turn.history()),
                turn.signals(),
                turn.hindsight());

        assertThat(rendered(copy, strategy, budget)).isEqualTo(rendered(turn, strategy, budget));
    }

    @Property(tries = 300)
    void theBudgetIsKept(
            @ForAll("turns") JudgedTurn turn,
            @ForAll Strategy strategy,
            @ForAll boolean hindsight,
            @ForAll @IntRange(min = 100, max = 3_000) int budget) {
        var rendered = rendered(new Renderer(strategy, hindsight, budget, 1), turn);

        rendered.ifPresent(
                it -> assertThat(O200K.countTokensOrdinary(it.material())).isLessThanOrEqualTo(budget));
    }

    @Property(tries = 200)
    void olderTurnsChangeNothingOfWhatNewerOnesShow(
            @ForAll("turns") JudgedTurn turn, @ForAll @IntRange(min = 300, max = 3_000) int budget) {
        var before = turn.history();
        for (int dropped = 1; dropped <= before.size(); dropped++) {
            var younger = new JudgedTurn(
                    turn.text(), before.subList(dropped, before.size()), turn.signals(), turn.hindsight());
            var shownOfAll =
                    rendered(turn, Strategy.ALL, budget).map(it -> it.shown().history());
            var shownOfYounger =
                    rendered(younger, Strategy.ALL, budget).map(it -> it.shown().history());

            assertThat(shownOfAll.isPresent()).isEqualTo(shownOfYounger.isPresent());
            shownOfAll.ifPresent(
                    all -> assertThat(all).endsWith(shownOfYounger.get().toArray(ShownPastTurn[]::new)));
        }
    }

    @Property(tries = 200)
    void theDocumentParsesBackToWhatIsShown(
            @ForAll("turns") JudgedTurn turn,
            @ForAll Strategy strategy,
            @ForAll @IntRange(min = 300, max = 3_000) int budget)
            throws JsonProcessingException {
        var rendered = rendered(turn, strategy, budget);
        if (rendered.isPresent()) {
            var document = Documents.in(rendered.get().material());
            var shown = rendered.get().shown();

            assertThat(Documents.excerpt(document.get("text"))).isEqualTo(shown.text());
            assertThat(history(document)).isEqualTo(shown.history());
        }
    }

    @Property(tries = 200)
    void whatFitsIsWhole(@ForAll("turns") JudgedTurn turn) {
        var shown = rendered(turn, Strategy.ALL, 100_000).orElseThrow().shown();

        assertThat(shown.text()).isEqualTo(Excerpt.whole(turn.text()));
        assertThat(shown.history())
                .isEqualTo(turn.history().stream().map(ShownPastTurn::whole).toList());
        assertThat(shown.areOlderOmitted()).isFalse();
    }

    @Property(tries = 200)
    void hindsightChangesNothingUnlessAskedFor(@ForAll("turns") JudgedTurn turn, @ForAll Strategy strategy) {
        var none = new Hindsight(null, null, null, java.util.Map.of(), null, null, null, null);
        var blind = new JudgedTurn(turn.text(), turn.history(), turn.signals(), none);

        assertThat(rendered(blind, strategy, 2_000)).isEqualTo(rendered(turn, strategy, 2_000));
    }

    @Provide
    Arbitrary<JudgedTurn> turns() {
        return Turns.any();
    }

    private static List<ShownPastTurn> history(JsonNode document) {
        var history = new ArrayList<ShownPastTurn>();
        document.path("history")
                .forEach(turn -> history.add(new ShownPastTurn(
                        turn.get("turn").intValue(),
                        Documents.excerpt(turn.get("user")),
                        Documents.excerpt(turn.get("model")),
                        turn.path("was_cut_before").asBoolean())));
        return history;
    }

    private static Optional<RenderedTurn> rendered(JudgedTurn turn, Strategy strategy, int budget) {
        return rendered(new Renderer(strategy, false, budget, 1), turn);
    }

    /** Nothing where too little fits. */
    private static Optional<RenderedTurn> rendered(Renderer renderer, JudgedTurn turn) {
        try {
            return Optional.of(renderer.render(turn));
        } catch (NoLabelException e) {
            assertThat(e.reason()).isEqualTo(NoLabel.TOO_LONG);
            return Optional.empty();
        }
    }
}
