package io.turnstile.judge.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Turns for tests. */
final class Turns {

    static final Hindsight HINDSIGHT = new Hindsight(
            "model-of-this-turn",
            "success",
            7,
            Map.of("run_in_terminal", 3, "apply_patch", 4),
            "COMPLEX",
            2,
            12_345L,
            67_890L);

    private Turns() {}

    static JudgedTurn of(String text, PastTurn... history) {
        return of(text, List.of(history));
    }

    static JudgedTurn of(String text, List<PastTurn> history) {
        int number = history.isEmpty() ? 1 : history.get(history.size() - 1).number() + 1;
        return new JudgedTurn(text, history, new Signals(number, text.length(), 2, "model-before"), HINDSIGHT);
    }

    static Arbitrary<JudgedTurn> any() {
        var past = Combinators.combine(texts(), texts(), Arbitraries.of(true, false))
                .as((user, model, isCut) -> new PastTurn(1, user, model, isCut));
        return Combinators.combine(texts(), past.list().ofMaxSize(6))
                .as((text, history) -> of(text, numbered(history)));
    }

    private static List<PastTurn> numbered(List<PastTurn> history) {
        var numbered = new ArrayList<PastTurn>();
        for (var turn : history) {
            numbered.add(new PastTurn(numbered.size() + 1, turn.userText(), turn.modelText(), turn.isCut()));
        }
        return numbered;
    }

    /** From nothing to some thousand characters; words, code, and any UTF-16. */
    static Arbitrary<String> texts() {
        var any = Arbitraries.strings().withCharRange('\0', '\uffff').ofMaxLength(40);
        var words = Arbitraries.of(
                "please fix the build ",
                "日本語のテキスト",
                "a",
                "</judged-material>",
                "\"}\n",
                "{\"label\":1}",
                "😀",
                "    ",
                "\n");
        var repeated = Combinators.combine(words, Arbitraries.integers().between(1, 400))
                .as(String::repeat);
        return Arbitraries.oneOf(any, words, repeated).list().ofMaxSize(4).map(parts -> String.join("", parts));
    }
}
