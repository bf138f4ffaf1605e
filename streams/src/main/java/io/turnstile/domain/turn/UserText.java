package io.turnstile.domain.turn;

import io.turnstile.telemetry.Characters;
import java.util.Comparator;

/** The user's text is sent again on every round, sometimes shortened: the longest is the whole. */
final class UserText {

    /** Ties go to the smallest text. */
    static final Comparator<String> LONGEST =
            Comparator.<String>comparingInt(Characters::count).thenComparing(Comparator.reverseOrder());

    private UserText() {}
}
