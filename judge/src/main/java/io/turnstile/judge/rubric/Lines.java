package io.turnstile.judge.rubric;

import java.util.List;
import java.util.function.Predicate;

/** The shape of a text's lines. */
final class Lines {

    static final Expressions LIST_ITEM =
            Expressions.of(List.of("[ \t]*([-*+\u2022]|\\d\\d?[.)]|[a-z]\\))[ \t]+[^ \t\r\n\\z]"));

    /** How a line begins that a program wrote: a time, a stack frame, a level, a prompt, a quotation, a property. */
    static final Expressions PASTED = Expressions.of(
            List.of(
                    "[ \t]*(\\[?\\d\\d\\d\\d-\\d\\d-\\d\\d|\\[?\\d\\d:\\d\\d:\\d\\d|at [a-z0-9_$.<>/]+\\("
                            + "|file \\\"[^\\\"\n]+\\\", line \\d|\\[?(info|warn|error|debug|trace)\\]?[ :]|> |\\$ |[+-]{3} |@@ |\\\"[^\\\"\n]*\\\": |[.#]?[a-z-]+: [^ \n]+;)"));

    private Lines() {}

    /** Whether there are so many lines of a kind; it looks no further than it must. */
    static boolean atLeast(int times, String text, Predicate<String> kind) {
        return text.lines().filter(kind).limit(times).count() == times;
    }

    /** Marked with a bullet, a number or a letter, as in Markdown. */
    static boolean isListItem(String line) {
        return LIST_ITEM.matchingAt(line, 0) != 0;
    }

    /** Was written by a program or quoted: a line of a log, a stack trace, a quotation, data. */
    static boolean isPasted(String line) {
        return PASTED.matchingAt(line, 0) != 0;
    }

    /** Ends as statements and blocks do in most languages. */
    static boolean isCode(String line) {
        String code = line.stripTrailing();
        return code.endsWith(";")
                || code.endsWith("{")
                || code.endsWith("}")
                || code.endsWith("=>")
                || code.endsWith(":")
                        && code.substring(0, code.length() - 1).stripTrailing().endsWith(")");
    }
}
