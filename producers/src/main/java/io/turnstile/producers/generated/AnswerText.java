package io.turnstile.producers.generated;

import java.util.List;

/** Writes what a model answers. */
final class AnswerText {

    private static final List<String> STEPS = List.of(
            "I'll look at {file} first.",
            "Let me search for {ident} to see who calls it.",
            "Now I'll update {type}.",
            "The error comes from {ident}; I'll run the tests again.",
            "Next, {file}.",
            "I found the cause. Applying the change to {file}.");

    private static final List<String> RESULTS = List.of(
            "Done. {ident} in {file} now does what you asked; the tests pass.",
            "I changed {file} and {file}. {type} handles {edge} now, and I added a test for it.",
            "The cause was in {type}: {symptom} because {ident} was called twice. It is fixed in {file}.",
            "`{ident}` reads a {noun} from {store} and passes it to {type}. Nothing else calls it.",
            "Here is a summary of the changes:\n\n- {file}: new {type}\n- {file}: {ident} uses it\n\nAll tests pass.");

    private static final double CODE_SHARE = 0.3;

    private AnswerText() {}

    /** What it says before it calls a tool. */
    static String step(Draw draw) {
        return Template.fill(draw.pick(STEPS), draw);
    }

    /** What it says last. */
    static String result(Draw draw) {
        String result = Template.fill(draw.pick(RESULTS), draw);
        return draw.chance(CODE_SHARE) ? result + "\n\n" + Snippet.code(draw) : result;
    }
}
