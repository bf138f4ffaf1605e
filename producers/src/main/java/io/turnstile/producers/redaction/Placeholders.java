package io.turnstile.producers.redaction;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The placeholders that there are, in texts that were redacted before. */
final class Placeholders {

    private static final List<String> ALL = Arrays.stream(RedactionType.values())
            .flatMap(type -> Stream.of(type.placeholder(0), type.placeholder(RedactionType.LONG_CHARACTERS)))
            .distinct()
            .toList();

    private static final int LONGEST =
            ALL.stream().mapToInt(String::length).max().orElse(0);

    private Placeholders() {}

    static boolean startsAt(String text, int start) {
        return start < text.length()
                && text.charAt(start) == '<'
                && ALL.stream().anyMatch(placeholder -> text.startsWith(placeholder, start));
    }

    /** @param end the character after the last */
    static boolean endsAt(String text, int end) {
        return end > 0
                && end <= text.length()
                && text.charAt(end - 1) == '>'
                && ALL.stream().anyMatch(placeholder -> text.startsWith(placeholder, end - placeholder.length()));
    }

    /** Whether what stands there is a part of one. */
    static boolean contain(String text, int index) {
        for (int open = index; open >= Math.max(0, index - LONGEST); open--) {
            if (text.charAt(open) == '<') {
                return startsAt(text, open);
            }
        }
        return false;
    }
}
