package io.turnstile.judge.rubric;

import java.util.function.Predicate;

/**
 * The rubric's criteria, in its order: first those that speak for a reasoning model, then those that speak against. Each
 * is met or not.
 */
public enum Criterion {
    SEVERAL_REQUIREMENTS(
            +1,
            "Three or more words that add a step or a constraint, or three or more listed items of something to build.",
            reading -> reading.asked().of(Vocabulary.REQUIREMENT) >= 3
                    || reading.listsThreeItems() && reading.asksFor(Vocabulary.BUILDING)),

    HARD_CONSTRAINT(
            +1,
            "What must hold is named: never, without downtime, exactly once, identical, consistent.",
            reading -> reading.asksFor(Vocabulary.HARD_CONSTRAINT)),

    FAILURE_EVIDENCE(
            +1,
            "A failure is shown: a stack trace, a compiler's or a test's output, an error's message or code.",
            reading -> reading.shown().of(Vocabulary.FAILURE_EVIDENCE) > 0),

    ROOT_CAUSE(
            +1,
            "The cause of a behaviour is to be found: debug, why, a crash, a hang, something flaky or wrong.",
            reading -> reading.asksFor(Vocabulary.ROOT_CAUSE)),

    OBJECTION(
            +1,
            "The last answer is doubted or did not help: still, think again, are you sure.",
            reading -> reading.input().turnNumber() > 1 && reading.asksFor(Vocabulary.OBJECTION)),

    CONSEQUENCE(
            +1,
            "Consequences are to be thought through: what happens if, is it safe, at the same time.",
            reading -> reading.asksFor(Vocabulary.CONSEQUENCE)),

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

    ALGORITHM(
            +1,
            "An algorithm, its complexity, or mathematics and logic.",
            reading -> reading.asksFor(Vocabulary.ALGORITHM)),

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

    DEPENDS_ON_HISTORY(
            +1,
            "A few words to go on, where the model's last answer ends on two or more demanding subjects.",
            reading -> reading.isShort(12, 80)
                    && reading.asksFor(Vocabulary.BACK_REFERENCE)
                    && reading.demandsBefore() >= 2),

    NO_SIMPLE_FORM(
            +1,
            "More than a few words, up to 9 or 45 characters, that do not open as a small change, a look-up, a snippet or a routine does.",
            reading -> !reading.isShort(9, 45) && reading.openings().isEmpty()),

    MECHANICAL_EDIT(
            -2,
            "An edit that needs no thought: rename, typo, format, wording, version, colour, a given replacement.",
            reading -> reading.asksFor(Vocabulary.MECHANICAL)),

    BOILERPLATE(
            -2,
            "A text that is always much the same: accessors, comments, a readme, a changelog, a commit message.",
            reading -> reading.asksFor(Vocabulary.BOILERPLATE)),

    LOOKUP(-2, "Opens as a question for a fact, a term or a command.", reading -> reading.opensWith(Opening.LOOKUP)),

    BOUNDED(
            -1,
            "The user keeps it small: nothing else, that is all, in two sentences, do not touch.",
            reading -> reading.asksFor(Vocabulary.BOUNDED)),

    SETTLED(
            -1,
            "What would take thought is behind the user: decided, reviewed, the cause is known, as before.",
            reading -> reading.asksFor(Vocabulary.SETTLED)),

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

    /** What meeting it adds to the score: above 0 it speaks for a reasoning model, below 0 against. */
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
