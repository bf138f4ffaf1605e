package io.turnstile.producers.redaction;

import io.turnstile.telemetry.UserHash;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A user's name that a row gives away, to be found in the row's texts as a whole word, without regard to letter case.
 *
 * @param lower the name in lower case
 */
record UserName(String lower) {

    /** A shorter one is found in too many texts that do not mean the user. */
    private static final int LEAST_CHARACTERS = 4;

    /** A longer one is no name. It also bounds the time that looking for it takes. */
    private static final int MOST_CHARACTERS = 64;

    /** The name, unless it is too short, a role's, or no plain name at all. */
    static Optional<UserName> of(String value) {
        String lower = value.strip().toLowerCase(Locale.ROOT);
        boolean isTelling = lower.length() >= LEAST_CHARACTERS
                && lower.length() <= MOST_CHARACTERS
                && !RoleNames.contains(lower)
                && !UserHash.isHash(lower)
                && lower.chars().noneMatch(unit -> unit == '<' || unit == '>');
        return isTelling ? Optional.of(new UserName(lower)) : Optional.empty();
    }

    void find(String text, Consumer<Span> found) {
        char first = lower.charAt(0);
        int last = text.length() - lower.length();
        for (int start = 0; start <= last; start++) {
            if (Character.toLowerCase(text.charAt(start)) == first
                    && text.regionMatches(true, start, lower, 0, lower.length())
                    && isWord(text, start, start + lower.length())) {
                found.accept(new Span(RedactionType.USER, start, start + lower.length()));
                start += lower.length() - 1;
            }
        }
    }

    private static boolean isWord(String text, int start, int end) {
        return Edges.isFreeBefore(text, start) && Edges.isFreeAfter(text, end) && !Placeholders.contain(text, start);
    }
}
