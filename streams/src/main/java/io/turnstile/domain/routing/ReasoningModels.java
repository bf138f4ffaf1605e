package io.turnstile.domain.routing;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which models reason before they answer, by their names. Whoever chose one thought the task demanding, or always
 * chooses it: so this is a bias to spread samples over, and no label.
 *
 * @param included patterns of names; empty includes none
 * @param excluded patterns of names that are not meant though they are included
 */
public record ReasoningModels(List<Pattern> included, List<Pattern> excluded) {

    private static final String EXCLUDING = "!";
    private static final String ANYTHING = "*";

    public ReasoningModels {
        included = List.copyOf(included);
        excluded = List.copyOf(excluded);
    }

    /**
     * Reads patterns as people write them: a name as a whole, in any letter case, with * for any characters; after an !
     * it excludes. Their order does not matter.
     */
    public static ReasoningModels of(List<String> patterns) {
        return new ReasoningModels(
                patterns.stream()
                        .filter(pattern -> !pattern.startsWith(EXCLUDING))
                        .map(ReasoningModels::compiled)
                        .toList(),
                patterns.stream()
                        .filter(pattern -> pattern.startsWith(EXCLUDING))
                        .map(pattern -> compiled(pattern.substring(EXCLUDING.length())))
                        .toList());
    }

    /** Whether a model is one of them; null where the model is. */
    Boolean includes(String model) {
        return model == null ? null : matches(included, name(model)) && !matches(excluded, name(model));
    }

    /** Clients name one model gpt-5, copilot/gpt-5 and GPT-5, or Claude Opus 4.5 and claude-opus-4.5. */
    private static String name(String model) {
        String name = model.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static boolean matches(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    private static Pattern compiled(String pattern) {
        return Pattern.compile(
                Pattern.quote(pattern.strip().toLowerCase(Locale.ROOT)).replace(ANYTHING, "\\E.*\\Q"));
    }
}
