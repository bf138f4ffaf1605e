package io.turnstile.domain.routing;

import io.turnstile.telemetry.Characters;
import java.util.regex.Pattern;

/**
 * What a router knows when a turn begins: the inputs that the product's own router is given (automode.routerDecision).
 *
 * @param promptCharCount the user text's characters: Unicode code points
 * @param referenceCount how many #references and @mentions it holds
 * @param previousModel the model of the turn before; null for turn 1 and where it was not captured
 */
public record InferenceSignals(int promptCharCount, int referenceCount, String previousModel) {

    private static final Pattern REFERENCE = Pattern.compile("(?<!\\S)[#@]\\w");

    static InferenceSignals of(String text, String previousModel) {
        int references = (int) REFERENCE.matcher(text).results().count();
        return new InferenceSignals(Characters.count(text), references, previousModel);
    }
}
