package io.turnstile.judge.rubric;

import com.google.re2j.Pattern;
import java.util.function.Predicate;

/**
 * The rubric's criteria, in its order: first those that speak for a reasoning model, then those that speak against. Each
 * is met or not.
 */
public enum Criterion {
    SEVERAL_REQUIREMENTS(
            +1,
            "Three or more listed items, or three or more words that add a step or a constraint.",
            reading -> Matches.count(Patterns.LIST_ITEM, reading.prose(), 3) == 3
                    || Vocabularies.REQUIREMENT.isIn(reading.prose(), 3)),

    FAILURE_EVIDENCE(
            +1,
            "A failure is shown: a stack trace, a compiler's or a test's output, an error's message or code.",
            reading -> Vocabularies.FAILURE_EVIDENCE.isIn(reading.whole())),

    ROOT_CAUSE(
            +1,
            "The cause of a behaviour is to be found: debug, why, a crash, a hang, something flaky or wrong.",
            reading -> Vocabularies.ROOT_CAUSE.isIn(reading.prose())),

    CONCURRENCY(+1, "Threads, locks, races, transactions.", reading -> Vocabularies.CONCURRENCY.isIn(reading.prose())),

    PERFORMANCE(+1, "Speed, memory or scale.", reading -> Vocabularies.PERFORMANCE.isIn(reading.prose())),

    SECURITY(
            +1,
            "Authentication, authorisation, encryption, vulnerabilities.",
            reading -> Vocabularies.SECURITY.isIn(reading.prose())),

    DESIGN(
            +1,
            "Architecture, a design, a plan, a choice between alternatives.",
            reading -> Vocabularies.DESIGN.isIn(reading.prose())),

    ALGORITHM(
            +1,
            "An algorithm, its complexity, or mathematics.",
            reading -> Vocabularies.ALGORITHM.isIn(reading.prose())),

    WIDE_SCOPE(
            +1,
            "More than one place is to change: a refactoring, a migration, or three or more files are named.",
            reading -> Vocabularies.WIDE_SCOPE.isIn(reading.prose())
                    || Matches.count(Patterns.FILE, reading.prose(), 3) == 3
                    || reading.input().referenceCount() >= 3),

    NEW_FUNCTIONALITY(
            +1,
            "A unit larger than a function is to be built: a feature, a service, a page, a pipeline.",
            reading -> Vocabularies.BUILDING.isIn(reading.prose()) && Vocabularies.UNIT.isIn(reading.prose())),

    OPEN_GOAL(
            +1,
            "The goal leaves open what is to be done: improve, review, suggest, the best way.",
            reading -> Vocabularies.OPEN_GOAL.isIn(reading.prose())),

    LONG_PROMPT_WITH_CODE(
            +1,
            "1,000 characters or more, code among them.",
            reading -> reading.length() >= 1_000 && reading.hasCode()),

    DEPENDS_ON_HISTORY(
            +1,
            "Refers back to a long history: 2,000 characters of earlier turns or more, or turn 5 and later.",
            reading -> reading.input().turnNumber() > 1
                    && (reading.historyLength() >= 2_000 || reading.input().turnNumber() >= 5)
                    && Vocabularies.BACK_REFERENCE.isIn(reading.prose())),

    MECHANICAL_EDIT(
            -1,
            "An edit that needs no thought: rename, typo, format, comment, wording, version, colour.",
            reading -> Vocabularies.MECHANICAL.isIn(reading.prose())),

    LOOKUP(
            -1,
            "Opens as a question for facts or an explanation: what is, where is, explain, list.",
            reading -> Vocabularies.LOOKUP.isIn(reading.prose())),

    SINGLE_SMALL_CHANGE(
            -1,
            "One short line, up to 20 words, that opens with the verb of a small change: add, remove, set, move.",
            reading -> reading.isShort(20, 140) && Vocabularies.SMALL_CHANGE.isIn(reading.prose())),

    ROUTINE_ACTION(
            -1,
            "Up to 8 words that only confirm, thank, or have a command run.",
            reading -> reading.isShort(8, 60) && Vocabularies.ROUTINE.isIn(reading.prose()));

    private final int points;
    private final String doc;
    private final Predicate<Reading> predicate;

    Criterion(int points, String doc, Predicate<Reading> predicate) {
        this.points = points;
        this.doc = doc;
        this.predicate = predicate;
    }

    /** What meeting it adds to the score: +1 speaks for a reasoning model, -1 against. */
    public int points() {
        return points;
    }

    /** When it is met, in one sentence. */
    public String doc() {
        return doc;
    }

    boolean isMetBy(Reading reading) {
        return predicate.test(reading);
    }

    /** An enum's own constants cannot be read while it is initialised. */
    private static final class Patterns {
        static final Pattern LIST_ITEM = Pattern.compile("(?m)^[ \\t]*(?:[-*+\u2022]|\\d{1,2}[.)]|[a-z]\\))[ \\t]+\\S");
        static final Pattern FILE =
                Pattern.compile("\\w\\.(?:java|kts?|py|[jt]sx?|go|rs|cc?|cpp|h|hpp|cs|rb|php|swift|scala|sql"
                        + "|ya?ml|json|xml|html|s?css|md|toml|gradle|sh|vue|svelte|ipynb)\\b");
    }
}
