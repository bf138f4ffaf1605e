package io.turnstile.producers.redaction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds which of many short literals stand where, in one pass over a text: the automaton of Aho and Corasick as a dense
 * table. It keeps ordinary text from ever reaching a regular expression. Letters of ASCII count without regard to case,
 * and {@code 0} in a literal stands for any digit.
 */
final class LiteralScan {

    /** Told of each literal. */
    interface Hits {

        /**
         * @param owners a bit for each owner of a literal that ends here
         * @param end the character after the literal
         */
        void at(long owners, int end);
    }

    private static final int ROOT = 0;

    /** The class of each UTF-16 unit; class 0 is in no literal. */
    private final byte[] classes = new byte[Character.MAX_VALUE + 1];

    private final int classCount;
    private final int[] next;
    private final long[] owners;

    /** @param literals the literals of each owner, at most 64 of those */
    LiteralScan(List<List<String>> literals) {
        this.classCount = classify(literals);
        var states = new ArrayList<int[]>();
        var marks = new ArrayList<Long>();
        addState(states, marks);
        for (int owner = 0; owner < literals.size(); owner++) {
            for (String literal : literals.get(owner)) {
                addPath(literal, 1L << owner, states, marks);
            }
        }
        this.next = new int[states.size() * classCount];
        this.owners = marks.stream().mapToLong(Long::longValue).toArray();
        connect(states);
    }

    void scan(CharSequence text, Hits hits) {
        int state = ROOT;
        for (int i = 0, length = text.length(); i < length; i++) {
            state = next[state * classCount + classes[text.charAt(i)]];
            if (owners[state] != 0) {
                hits.at(owners[state], i + 1);
            }
        }
    }

    private int classify(List<List<String>> literals) {
        int count = 1;
        for (List<String> ofOwner : literals) {
            for (String literal : ofOwner) {
                for (char unit : literal.toCharArray()) {
                    if (classes[unit] == 0) {
                        count = addClass(unit, count);
                    }
                }
            }
        }
        return count;
    }

    private int addClass(char unit, int number) {
        if (number > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("The literals have more than 127 different characters; use fewer.");
        }
        boolean isDigit = unit == '0';
        for (char same = isDigit ? '0' : unit; same <= (isDigit ? '9' : unit); same++) {
            classes[same] = (byte) number;
        }
        if (unit < 128) {
            classes[Character.toLowerCase(unit)] = (byte) number;
            classes[Character.toUpperCase(unit)] = (byte) number;
        }
        return number + 1;
    }

    private void addState(List<int[]> states, List<Long> marks) {
        states.add(new int[classCount]);
        marks.add(0L);
    }

    private void addPath(String literal, long owner, List<int[]> states, List<Long> marks) {
        int state = ROOT;
        for (char unit : literal.toCharArray()) {
            int[] edges = states.get(state);
            int edge = classes[unit];
            if (edges[edge] == 0) {
                edges[edge] = states.size();
                addState(states, marks);
            }
            state = edges[edge];
        }
        marks.set(state, marks.get(state) | owner);
    }

    /** Breadth first, so that the state to fall back to is always finished: a missing edge is taken from there. */
    private void connect(List<int[]> states) {
        int[] fallback = new int[states.size()];
        var queue = new ArrayDeque<Integer>(List.of(ROOT));
        while (!queue.isEmpty()) {
            int state = queue.remove();
            owners[state] |= owners[fallback[state]];
            for (int edge = 0; edge < classCount; edge++) {
                int child = states.get(state)[edge];
                int fallen = state == ROOT ? ROOT : next[fallback[state] * classCount + edge];
                next[state * classCount + edge] = child == 0 ? fallen : child;
                if (child != 0) {
                    fallback[child] = fallen;
                    queue.add(child);
                }
            }
        }
    }
}
