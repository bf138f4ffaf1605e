package io.turnstile.plan;

import io.turnstile.schema.Complexity;
import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.Position;
import io.turnstile.schema.TurnCountStratum;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan as people write it: one line of words {@code name=value}, for instance {@code kind=session size=100000
 * ratio=50:50}. What is left out has a default.
 */
public final class PlanText {

    /** The plan that is none: it takes a plan away that comes with the program. */
    public static final String OFF = "off";

    private static final String KIND = "kind";
    private static final String SIZE = "size";
    private static final String RATIO = "ratio";
    private static final String SEED = "seed";
    private static final String STRATA = "strata";
    private static final String POSITIONS = "positions";
    private static final String FINGERPRINTS = "fingerprints";
    private static final String CAP_PER_CONVERSATION = "cap-per-conversation";
    private static final String CAP_PER_TEXT = "cap-per-text";
    private static final Set<String> WORDS =
            Set.of(KIND, SIZE, RATIO, SEED, STRATA, POSITIONS, FINGERPRINTS, CAP_PER_CONVERSATION, CAP_PER_TEXT);
    private static final String NONE = "none";
    private static final int MOST = 10_000_000;

    private PlanText() {}

    /**
     * Reads a plan.
     *
     * @param name of the plan
     * @throws IllegalArgumentException if the text is no plan; the message says what is expected
     */
    public static Plan parse(String name, String text) {
        Map<String, String> words = words(text);
        DatasetKind kind = kind(required(words, KIND));
        Pool pool = new Pool(
                kind,
                number(words, SEED, "1", Long.MIN_VALUE, Long.MAX_VALUE),
                list(words.getOrDefault(FINGERPRINTS, "")),
                cap(words, CAP_PER_CONVERSATION, NONE),
                cap(words, CAP_PER_TEXT, "1"));
        return new Plan(
                name,
                pool,
                (int) number(words, SIZE, null, 1, MOST),
                Ratio.parse(required(words, RATIO)),
                new Weights(parts(words, STRATA, strata(kind)), parts(words, POSITIONS, names(Position.values()))));
    }

    /** The plan in full, the same text for the same plan. */
    public static String of(Plan plan) {
        Pool pool = plan.pool();
        var words = new LinkedHashMap<String, String>();
        words.put(KIND, pool.kind().name().toLowerCase(Locale.ROOT));
        words.put(SIZE, Integer.toString(plan.size()));
        words.put(RATIO, plan.ratio().toString());
        words.put(SEED, Long.toString(pool.seed()));
        words.put(STRATA, Weights.text(plan.weights().strata()));
        words.put(POSITIONS, Weights.text(plan.weights().positions()));
        words.put(FINGERPRINTS, String.join(",", pool.fingerprints()));
        words.put(CAP_PER_CONVERSATION, text(pool.capPerConversation()));
        words.put(CAP_PER_TEXT, text(pool.capPerText()));
        words.values().removeIf(String::isEmpty);
        return words.entrySet().stream()
                .map(word -> word.getKey() + "=" + word.getValue())
                .collect(Collectors.joining(" "));
    }

    private static Map<String, String> words(String text) {
        var words = new LinkedHashMap<String, String>();
        for (String word : text.strip().split("\\s+")) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (equals < 0 || !WORDS.contains(name)) {
                throw new IllegalArgumentException("expected words such as kind=session size=100000 ratio=50:50, with "
                        + String.join(", ", WORDS.stream().sorted().toList()) + "; '" + word + "' is none");
            }
            if (words.put(name, word.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("'" + name + "' is there twice");
            }
        }
        return words;
    }

    private static String required(Map<String, String> words, String name) {
        String value = words.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a plan needs " + name + "=");
        }
        return value;
    }

    private static DatasetKind kind(String text) {
        return Arrays.stream(DatasetKind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected kind=session or kind=conversation"));
    }

    /** @param byDefault null where it must be given */
    private static long number(Map<String, String> words, String name, String byDefault, long least, long most) {
        String text = byDefault == null ? required(words, name) : words.getOrDefault(name, byDefault);
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a whole number for " + name, e);
        }
        throw new IllegalArgumentException("expected " + name + " from " + least + " to " + most);
    }

    private static Cap cap(Map<String, String> words, String name, String byDefault) {
        String text = words.getOrDefault(name, byDefault);
        return text.equals(NONE) ? Cap.NONE : new Cap((int) number(Map.of(name, text), name, null, 1, MOST));
    }

    private static String text(Cap cap) {
        return cap.isNone() ? NONE : Integer.toString(cap.limit());
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",")).filter(entry -> !entry.isEmpty()).toList();
    }

    /** @param names those that there are: a misspelt one would stand for no turn at all */
    private static Map<String, Integer> parts(Map<String, String> words, String word, List<String> names) {
        var parts = new LinkedHashMap<String, Integer>();
        for (String entry : list(words.getOrDefault(word, ""))) {
            String[] part = entry.split(":", -1);
            String name = part[0].toUpperCase(Locale.ROOT);
            if (part.length != 2 || !names.contains(name)) {
                throw new IllegalArgumentException("expected " + word + " such as " + names.get(0) + ":1,"
                        + names.get(1) + ":2, of " + String.join(", ", names) + "; '" + entry + "' is none");
            }
            if (parts.put(name, (int) number(Map.of(word, part[1]), word, null, 0, Weights.LARGEST_PART)) != null) {
                throw new IllegalArgumentException("'" + name + "' is there twice in " + word);
            }
        }
        return parts;
    }

    private static List<String> strata(DatasetKind kind) {
        return switch (kind) {
            case SESSION ->
                Stream.concat(names(Complexity.values()).stream(), Stream.of(Position.UNKNOWN.name()))
                        .toList();
            case CONVERSATION -> names(TurnCountStratum.values());
        };
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }
}
