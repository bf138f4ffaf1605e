package io.turnstile.judge.rubric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A new word makes an automaton a little larger; a new loop over nearly any character can multiply it, and with it the memory
 * and the time until the first verdict. Whoever meets this test does without the loop, or takes its expression out into an
 * automaton of its own.
 */
class AutomataTest {

    private static final int BYTES_PER_CELL = 4;
    private static final long MEGABYTE = 1L << 20;

    @Test
    void theRubricsAutomataStaySmall() {
        var all = Stream.concat(
                        Stream.of(Occurrences.LATIN, Occurrences.OTHER, Opening.LATIN, Lines.LIST_ITEM, Lines.PASTED),
                        Arrays.stream(Opening.values()).map(opening -> opening.other))
                .toList();

        assertThat(megabytes(all)).isLessThan(16);
    }

    /** What once went wrong: two openings that begin with anything, in one automaton. */
    @Test
    void loopsOverAnythingMultiplyInOneAutomaton() {
        var loops = List.of("[^\n]*abcdefgh[^\n]*", "[^\n]*ijklmnop[^\n]*", "[^\n]*qrstuvwx[^\n]*");
        long apart = loops.stream()
                .mapToLong(loop -> Expressions.of(List.of(loop)).cells())
                .sum();

        assertThat(Expressions.of(loops).cells()).isGreaterThan(5 * apart);
    }

    private static long megabytes(List<Expressions> all) {
        return all.stream().mapToLong(Expressions::cells).sum() * BYTES_PER_CELL / MEGABYTE;
    }
}
