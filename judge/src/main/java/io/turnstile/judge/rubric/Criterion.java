package io.turnstile.judge.rubric;

import io.turnstile.telemetry.Characters;
import java.util.function.Predicate;

/**
 * The rubric's criteria, in its order: first those that speak for a reasoning model, then those that speak against. Each
 * is met or not.
 */
public enum Criterion {
    SEVERAL_REQUIREMENTS(
            +1,
            "Three or more listed items, or three or more words that add a step or a constraint.",
            reading -> reading.listsThreeItems() || reading.asked().of(Vocabulary.REQUIREMENT) >= 3),

    FAILURE_EVIDENCE(
            +1,
            "A failure is shown: a stack trace, a compiler's or a test's output, an error's message or code.",
            reading -> reading.shown().of(Vocabulary.FAILURE_EVIDENCE) > 0),

    ROOT_CAUSE(
            +1,
            "The cause of a behaviour is to be found: debug, why, a crash, a hang, something flaky or wrong.",
            reading -> reading.asksFor(Vocabulary.ROOT_CAUSE)),

    CONCURRENCY(+1, "Threads, locks, races, transactions.", reading -> reading.asksFor(Vocabulary.CONCURRENCY)),

    PERFORMANCE(+1, "Speed, memory or scale.", reading -> reading.asksFor(Vocabulary.PERFORMANCE)),

    SECURITY(
            +1,
            "Authentication, authorisation, encryption, vulnerabilities.",
            reading -> reading.asksFor(Vocabulary.SECURITY)),

    DESIGN(
            +1,
            "Architecture, a design, a plan, a choice between alternatives.",
            reading -> reading.asksFor(Vocabulary.DESIGN)),

    ALGORITHM(+1, "An algorithm, its complexity, or mathematics.", reading -> reading.asksFor(Vocabulary.ALGORITHM)),

    WIDE_SCOPE(
            +1,
            "More than one place is to change: a refactoring, a migration, or three or more files are named.",
            reading -> reading.asksFor(Vocabulary.WIDE_SCOPE)
                    || reading.asked().of(Vocabulary.FILE) >= 3
                    || reading.input().referenceCount() >= 3),

    NEW_FUNCTIONALITY(
            +1,
            "A unit larger than a function is to be built: a feature, a service, a page, a pipeline.",
            reading -> reading.asksFor(Vocabulary.BUILDING) && reading.asksFor(Vocabulary.UNIT)),

    OPEN_GOAL(
            +1,
            "The goal leaves open what is to be done: improve, review, suggest, the best way.",
            reading -> reading.asksFor(Vocabulary.OPEN_GOAL)),

    LONG_PROMPT_WITH_CODE(
            +1,
            "1,000 characters or more, code among them.",
            reading -> Characters.count(reading.input().text()) >= 1_000 && reading.hasCode()),

    DEPENDS_ON_HISTORY(
            +1,
            "Refers back to a long history: 2,000 characters of earlier turns or more, or turn 5 and later.",
            reading -> reading.input().turnNumber() > 1
                    && (reading.historyLength() >= 2_000 || reading.input().turnNumber() >= 5)
                    && reading.asksFor(Vocabulary.BACK_REFERENCE)),

    MECHANICAL_EDIT(
            -1,
            "An edit that needs no thought: rename, typo, format, comment, wording, version, colour.",
            reading -> reading.asksFor(Vocabulary.MECHANICAL)),

    LOOKUP(
            -1,
            "Opens as a question for facts or an explanation: what is, where is, explain, list.",
            reading -> reading.opensWith(Opening.LOOKUP)),

    SINGLE_SMALL_CHANGE(
            -1,
            "One short line, up to 20 words, that opens with the verb of a small change: add, remove, set, move.",
            reading -> reading.isShort(20, 140) && reading.opensWith(Opening.SMALL_CHANGE)),

    ROUTINE_ACTION(
            -1,
            "Up to 8 words that only confirm, thank, or have a command run.",
            reading -> reading.isShort(8, 60) && reading.opensWith(Opening.ROUTINE));

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
}
