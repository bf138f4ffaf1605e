package io.turnstile.domain.conversation;

import io.turnstile.telemetry.Characters;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises texts that the client wrote in the user's name, or that only steer it: they say nothing of the work, and
 * are never judged.
 */
final class SyntheticText {

    /** A command is one word: "/usr/bin/env fails" is a path in a question. */
    private static final Pattern SLASH_COMMAND = Pattern.compile("/\\p{L}[\\p{L}\\p{N}_-]*(\\s[\\s\\S]*)?");

    private static final Pattern TRAILING_PUNCTUATION = Pattern.compile("[\\p{P}\\s]+$");
    private static final Set<String> STEERING = Set.of("try again", "continue", "retry");

    private SyntheticText() {}

    /** @param text the user's text; null is not synthetic */
    static boolean is(String text) {
        if (text == null) {
            return false;
        }
        String stripped = text.strip();
        return stripped.startsWith("@agent Continue")
                || stripped.contains("Continue to iterate?")
                || SLASH_COMMAND.matcher(stripped).matches()
                || isSteering(stripped);
    }

    private static boolean isSteering(String text) {
        boolean isShort = Characters.count(text) <= 20;
        return isShort
                && STEERING.contains(
                        TRAILING_PUNCTUATION.matcher(text).replaceAll("").toLowerCase(Locale.ROOT));
    }
}
