package io.turnstile.judge.rubric;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.RegExp;
import dk.brics.automaton.RunAutomaton;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Many regular expressions, matched at once: they become one deterministic automaton, so that a character costs one table
 * look-up however many words there are, and no text can make it backtrack.
 *
 * <p>The syntax is the standard one of {@link RegExp} without its extensions, and {@code \d} for a digit, {@code \b} for
 * the end of a word (it takes the character after the word), {@code \z} for the end of the text. Expressions are written
 * in folded form (see {@link Folding}) apart from accents and width, which are folded here.
 */
public final class Expressions {

    /** Read after the last character. Unicode guarantees that it is no character. */
    private static final char END = '\uffff';

    /**
     * Expression number i is followed by mark number i in the automaton, so that the state after a text says which
     * expressions match it. Marks are private-use characters: no expression names one.
     */
    private static final char FIRST_MARK = '\ue000';

    private final RunAutomaton automaton;

    /** For each state, the expressions that match what led to it: bit i for number i. */
    private final int[] complete;

    private Expressions(RunAutomaton automaton, int[] complete) {
        this.automaton = automaton;
        this.complete = complete;
    }

    /**
     * @param expressions at most as many as an int has bits; an empty one matches nothing
     * @throws IllegalArgumentException when there are more or one is malformed
     */
    public static Expressions of(List<String> expressions) {
        if (expressions.size() > Integer.SIZE) {
            throw new IllegalArgumentException(expressions.size() + " expressions given, at most " + Integer.SIZE
                    + " can be told apart: split the list");
        }
        var marked = IntStream.range(0, expressions.size())
                .filter(number -> !expressions.get(number).isEmpty())
                .mapToObj(number -> marked(number, expressions.get(number)))
                .toList();
        var automaton = new RunAutomaton(Automaton.union(marked), true);
        var complete = IntStream.range(0, automaton.getSize())
                .map(state -> complete(automaton, state, expressions.size()))
                .toArray();
        return new Expressions(automaton, complete);
    }

    /**
     * How large the automaton is: its table has as many cells, of 4 bytes each. A loop over nearly any character that
     * meets another one multiplies them.
     */
    public long cells() {
        return (long) automaton.getSize() * automaton.getCharIntervals().length;
    }

    /** Which expressions match a part of the text that starts here: bit i for number i. */
    public int matchingAt(String text, int start) {
        int state = automaton.getInitialState();
        int matching = complete[state];
        for (int i = start; i < text.length() && state >= 0; i++) {
            state = automaton.step(state, text.charAt(i));
            matching |= completeAt(state);
        }
        return state < 0 ? matching : matching | completeAt(automaton.step(state, END));
    }

    private int completeAt(int state) {
        return state < 0 ? 0 : complete[state];
    }

    private static Automaton marked(int number, String expression) {
        String standard = Folding.fold(expression)
                .replace("\\d", "[0-9]")
                .replace("\\b", "[^a-z0-9_]")
                .replace("\\z", String.valueOf(END));
        return new RegExp(standard, RegExp.NONE).toAutomaton(false).concatenate(Automaton.makeChar(mark(number)));
    }

    private static int complete(RunAutomaton automaton, int state, int expressions) {
        return IntStream.range(0, expressions)
                .filter(number -> isAccepting(automaton, automaton.step(state, mark(number))))
                .map(number -> 1 << number)
                .reduce(0, (a, b) -> a | b);
    }

    private static boolean isAccepting(RunAutomaton automaton, int state) {
        return state >= 0 && automaton.isAccept(state);
    }

    private static char mark(int number) {
        return (char) (FIRST_MARK + number);
    }
}
