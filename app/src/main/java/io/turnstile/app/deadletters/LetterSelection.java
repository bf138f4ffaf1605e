package io.turnstile.app.deadletters;

import java.util.Set;

/**
 * Which letters are meant.
 *
 * @param stages none: all
 * @param reasons none: all
 */
record LetterSelection(Set<String> stages, Set<String> reasons) {

    boolean takes(Letter letter) {
        return (stages.isEmpty() || stages.contains(letter.stage()))
                && (reasons.isEmpty() || reasons.contains(letter.reason()));
    }
}
