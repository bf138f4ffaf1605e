package io.turnstile.producers.generated;

import java.util.List;
import java.util.function.Supplier;

/** Writes what a user says. */
final class PromptText {

    private static final List<String> CONSTRAINTS = List.of(
            "Don't change the public API of {type}.",
            "It has to handle {edge}.",
            "Keep {component} working {goal}.",
            "Also update {file} and its tests.",
            "Use {lang} only, no new dependencies.",
            "The p99 must stay under {number} ms.",
            "Explain why each step is safe.",
            "Watch out for {edge} and {edge}.",
            "Remember that {store} is eventually consistent.",
            "We observed that {symptom}.");

    private static final List<String> SLASH_COMMANDS = List.of(
            "/compact",
            "/fix the failing test in {file}",
            "/explain {ident}",
            "/tests for {type}",
            "  /compact",
            "/init",
            "/doc {ident} in {file}");

    private static final List<String> TRY_AGAIN =
            List.of("Try again", "try again.", "Retry", "continue", "Continue!", "Try Again", "  try again  ");

    private static final List<String> CONTINUE_ITERATING = List.of(
            "@agent Continue: \"Continue to iterate?\"", "@agent Continue", "Continue: \"Continue to iterate?\"");

    private static final List<String> DELEGATED = List.of(
            "Research how {type} uses {store}. List every caller with file and line. Do not edit anything; return a"
                    + " concise report of your findings.",
            "You are to search the workspace for {ident} and all places that depend on it. Report: 1. the files, 2. the"
                    + " data flow, 3. risks regarding {edge}.",
            "Find out why {symptom}. Inspect {file} and {file}. Return the root cause and the lines to change.");

    private static final int LEAST_CHARACTERS = 15;
    private static final int MOST_CHARACTERS = 4_000;

    private PromptText() {}

    /** The text; null for a turn without one. */
    static String write(Draw draw, PromptKind kind, Difficulty difficulty) {
        return switch (kind) {
            case WRITTEN -> written(draw, difficulty);
            case PASTED -> written(draw, difficulty) + "\n\n" + Snippet.log(draw, draw.between(20_001, 60_000));
            case CUT -> written(draw, difficulty) + "\n\n" + Snippet.log(draw, SplitText.MOST_CHARACTERS + 1);
            case NONE -> null;
            case CONTINUE_ITERATING -> draw.pick(CONTINUE_ITERATING);
            case SLASH_COMMAND -> Template.fill(draw.pick(SLASH_COMMANDS), draw);
            case TRY_AGAIN -> draw.pick(TRY_AGAIN);
            case DELEGATED -> Template.fill(draw.pick(DELEGATED), draw);
        };
    }

    private static String written(Draw draw, Difficulty difficulty) {
        var text = new StringBuilder(Template.fill(RequestTemplates.draw(draw, difficulty), draw));
        switch (difficulty) {
            case EASY -> append(text, draw.chance(0.1), () -> "\n\n" + Snippet.code(draw));
            case MODERATE -> {
                append(text, draw.chance(0.3), () -> " " + constraint(draw));
                append(text, draw.chance(0.25), () -> "\n\n" + Snippet.code(draw));
            }
            case HARD -> addContext(text, draw);
        }
        return within(text.toString());
    }

    private static void addContext(StringBuilder text, Draw draw) {
        int constraints = draw.between(0, 5);
        for (int i = 0; i < constraints; i++) {
            text.append("\n- ").append(constraint(draw));
        }
        append(text, draw.chance(0.3), () -> "\n\n" + Snippet.code(draw));
        append(text, draw.chance(0.3), () -> "\n\n```\n" + Snippet.stackTrace(draw) + "\n```");
    }

    private static String constraint(Draw draw) {
        return Template.fill(draw.pick(CONSTRAINTS), draw);
    }

    private static void append(StringBuilder text, boolean isWanted, Supplier<String> more) {
        if (isWanted) {
            text.append(more.get());
        }
    }

    private static String within(String text) {
        if (text.length() < LEAST_CHARACTERS) {
            return text + " please, thanks";
        }
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }
}
