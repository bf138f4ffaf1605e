package io.turnstile.embedded.kql;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Regular expressions in RE2's syntax, which is Kusto's. A few are kept, as most queries have them as constants. */
final class Regexes {

    private static final int KEPT = 64;

    private final Map<String, Pattern> patterns = new LinkedHashMap<>();

    Pattern of(String regex) {
        Pattern known = patterns.get(regex);
        if (known != null) {
            return known;
        }
        if (patterns.size() >= KEPT) {
            patterns.remove(patterns.keySet().iterator().next());
        }
        Pattern pattern = compile(regex);
        patterns.put(regex, pattern);
        return pattern;
    }

    private static Pattern compile(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new KqlException(
                    KqlException.Code.RUNTIME,
                    "The regular expression '" + regex + "' is not in RE2's syntax: " + e.getMessage() + ".");
        }
    }
}
