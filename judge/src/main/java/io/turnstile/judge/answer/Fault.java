package io.turnstile.judge.answer;

import java.util.Comparator;
import java.util.stream.Stream;

/** What is wrong with an answer that is refused. */
public enum Fault {
    TOO_LARGE("it was far too long."),
    NOT_ONE_JSON_OBJECT("it was not one JSON object and nothing else, with every field once."),
    NOT_THE_SCHEMA(
            "it did not follow the schema: a field was missing, was none of the schema's, or had a value that the"
                    + " schema does not allow."),
    FIELDS_OUT_OF_ORDER("its fields did not stand in the order of the schema, with the label last."),
    CRITERIA_NOT_ANSWERED_ONCE_EACH("it did not answer every criterion exactly once."),
    NO_RATIONALE("its rationale was empty."),
    TEXT_TOO_LONG("its evidence or its rationale was far too long."),
    CONFIDENCE_OUT_OF_RANGE("its confidence was not between 0.5 and 1."),
    LABEL_DISAGREES_WITH_SCORE("its label was not the one that its score stands for.");

    private final String note;

    Fault(String note) {
        this.note = note;
    }

    /** What the model is told: fixed words, nothing of what it wrote. */
    public String note() {
        return note;
    }

    /** The longest of all notes: what a budget has to leave room for. */
    public static String longestNote() {
        return Stream.of(values())
                .map(Fault::note)
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }
}
