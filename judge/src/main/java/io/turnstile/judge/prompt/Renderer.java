package io.turnstile.judge.prompt;

import io.turnstile.judge.NoLabel;
import io.turnstile.judge.NoLabelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Renders turns within a budget of tokens. The text comes first: what it leaves goes to the earlier turns, the newest
 * first. What does not fit is cut, and it is marked. A pure function: the same turn is rendered the same everywhere.
 */
public final class Renderer {

    /** Changes with anything that can change how a turn is rendered. */
    public static final String VERSION = "1";

    /** In what is left, an earlier turn that does not fit is shown in part, but not in less. */
    private static final int LEAST_PART = 100;

    /** A comma or a bracket more or less, at the end of a line. */
    private static final int SEAM = 1;

    private final Strategy strategy;
    private final boolean showsHindsight;
    private final int budget;
    private final int leastShownPercent;
    private final Material material;

    /**
     * @param budget the most tokens that the material may have, by {@link TokenEstimate}
     * @param leastShownPercent the least part of the turn's text that must be shown, in percent of its characters
     */
    public Renderer(Strategy strategy, boolean showsHindsight, int budget, int leastShownPercent) {
        this(strategy, showsHindsight, budget, leastShownPercent, JsonString::quoted);
    }

    Renderer(
            Strategy strategy,
            boolean showsHindsight,
            int budget,
            int leastShownPercent,
            UnaryOperator<String> quoting) {
        this.strategy = strategy;
        this.showsHindsight = showsHindsight;
        this.budget = budget;
        this.leastShownPercent = leastShownPercent;
        this.material = new Material(quoting);
    }

    /** @throws NoLabelException with {@link NoLabel#TOO_LONG} if too little of the text fits */
    public RenderedTurn render(JudgedTurn turn) {
        var signals = strategy.showsSignals() ? turn.signals() : null;
        var hindsight = showsHindsight ? turn.hindsight() : null;
        var empty = new ShownTurn(Excerpt.whole(""), List.of(), true, signals, hindsight);
        int forTexts = budget - TokenEstimate.of(material.withoutTexts(empty, strategy)) - SEAM;
        var text = fitted(turn.text(), forTexts, material::text);
        requireEnough(text, forTexts);
        int forHistory = forTexts - TokenEstimate.of(material.text(text));
        var history = strategy.showsHistory() ? newest(turn.history(), forHistory) : List.<ShownPastTurn>of();
        var shown = new ShownTurn(text, history, areOlderOmitted(turn, history), signals, hindsight);
        return new RenderedTurn(material.of(shown, strategy), shown);
    }

    private void requireEnough(Excerpt text, int tokens) {
        if (100L * text.shown() < leastShownPercent * text.length() || TokenEstimate.of(material.text(text)) > tokens) {
            throw new NoLabelException(
                    NoLabel.TOO_LONG,
                    "Of a text of " + text.length() + " characters only " + text.shown() + " fit, less than "
                            + leastShownPercent
                            + " %: raise judge.max-input-tokens, lower judge.min-shown-percent, or leave it unlabelled.");
        }
    }

    private boolean areOlderOmitted(JudgedTurn turn, List<ShownPastTurn> shown) {
        int firstShown =
                shown.isEmpty() ? turn.signals().turnNumber() : shown.get(0).number();
        return strategy.showsHistory() && firstShown > 1;
    }

    private List<ShownPastTurn> newest(List<PastTurn> history, int tokens) {
        var shown = new ArrayList<ShownPastTurn>();
        int left = tokens;
        for (int i = history.size() - 1; i >= 0 && left > 0; i--) {
            var whole = ShownPastTurn.whole(history.get(i));
            int cost = cost(whole);
            var fitting = cost <= left ? whole : part(whole, left);
            if (!fitting.isEmpty() || cost <= left) {
                shown.add(fitting);
            }
            left = cost <= left ? left - cost : 0;
        }
        Collections.reverse(shown);
        return shown;
    }

    /** The model's text gives way first: what the user wanted says more. */
    private ShownPastTurn part(ShownPastTurn turn, int tokens) {
        var none = turn.withUser(Excerpt.of(turn.user().beginning(), 0))
                .withModel(Excerpt.of(turn.model().beginning(), 0));
        if (tokens < LEAST_PART) {
            return none;
        }
        var userOnly = none.withUser(turn.user());
        return cost(userOnly) < tokens
                ? userOnly.withModel(
                        fitted(turn.model().beginning(), tokens, excerpt -> line(userOnly.withModel(excerpt))))
                : none.withUser(fitted(turn.user().beginning(), tokens, excerpt -> line(none.withUser(excerpt))));
    }

    private int cost(ShownPastTurn turn) {
        return TokenEstimate.of(line(turn));
    }

    /** With more at its end than it will have, so that it is never more. */
    private String line(ShownPastTurn turn) {
        return material.pastTurn(turn) + ",\n\n";
    }

    /** Shrinks in proportion until it fits: close to the most that would, in few steps. */
    private static Excerpt fitted(String text, int tokens, Function<Excerpt, String> line) {
        var excerpt = Excerpt.whole(text);
        int kept = text.length();
        int cost = TokenEstimate.of(line.apply(excerpt));
        while (cost > tokens && kept > 0) {
            kept = (int) Math.min(kept - 1L, (long) kept * Math.max(tokens, 0) / cost);
            excerpt = Excerpt.of(text, kept);
            cost = TokenEstimate.of(line.apply(excerpt));
        }
        return excerpt;
    }
}
