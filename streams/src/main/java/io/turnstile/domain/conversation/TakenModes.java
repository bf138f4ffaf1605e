package io.turnstile.domain.conversation;

import java.util.Set;

/**
 * Which chat modes are assembled and judged.
 *
 * @param modes mode names in lower case; empty takes all
 */
public record TakenModes(Set<String> modes) {

    /** Whether a turn's mode is taken. A mode that was not captured is: there is no evidence against it. */
    public boolean takes(String mode) {
        return modes.isEmpty() || mode == null || modes.contains(mode);
    }
}
