package io.turnstile.embedded.kql;

import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;

/** The operators between strings. Those that ignore case compare the lower-case texts. */
final class StringOperators {

    /** By the kind of their node; the negative ones are told by their names. */
    private static final Map<String, BiPredicate<String, String>> BY_KIND = Map.ofEntries(
            Map.entry("EqualTilde", ignoringCase(String::equals)),
            Map.entry("BangTilde", ignoringCase((a, b) -> !a.equals(b))),
            Map.entry("Contains", ignoringCase(String::contains)),
            Map.entry("ContainsCs", String::contains),
            Map.entry("StartsWith", ignoringCase(String::startsWith)),
            Map.entry("StartsWithCs", String::startsWith),
            Map.entry("EndsWith", ignoringCase(String::endsWith)),
            Map.entry("EndsWithCs", String::endsWith),
            Map.entry("Has", ignoringCase((text, term) -> has(text, term, true, true))),
            Map.entry("HasCs", (text, term) -> has(text, term, true, true)),
            Map.entry("HasPrefix", ignoringCase((text, term) -> has(text, term, true, false))),
            Map.entry("HasPrefixCs", (text, term) -> has(text, term, true, false)),
            Map.entry("HasSuffix", ignoringCase((text, term) -> has(text, term, false, true))),
            Map.entry("HasSuffixCs", (text, term) -> has(text, term, false, true)));

    private StringOperators() {}

    /** The test that an expression of this kind makes; null where it is none of these. */
    static BiPredicate<String, String> of(String kind) {
        String name = kind.replaceFirst("Expression$", "");
        BiPredicate<String, String> positive = BY_KIND.get(name);
        if (positive != null) {
            return positive;
        }
        BiPredicate<String, String> negated = name.startsWith("Not") ? BY_KIND.get(name.substring(3)) : null;
        return negated == null ? null : negated.negate();
    }

    static boolean hasTerm(String text, String term) {
        return has(lower(text), lower(term), true, true);
    }

    private static BiPredicate<String, String> ignoringCase(BiPredicate<String, String> test) {
        return (a, b) -> test.test(lower(a), lower(b));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** A term is found where no letter or digit stands beside it. An empty term is in every text. */
    private static boolean has(String text, String term, boolean starts, boolean ends) {
        if (term.isEmpty()) {
            return true;
        }
        for (int at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
            int end = at + term.length();
            boolean startsTerm = !starts || at == 0 || isBoundary(text, at);
            boolean endsTerm = !ends || end == text.length() || isBoundary(text, end);
            if (startsTerm && endsTerm) {
                return true;
            }
        }
        return false;
    }

    /** Between two characters of which one belongs to no term. */
    private static boolean isBoundary(String text, int at) {
        return !Character.isLetterOrDigit(text.charAt(at - 1)) || !Character.isLetterOrDigit(text.charAt(at));
    }
}
