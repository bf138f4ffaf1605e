package io.turnstile.telemetry;

import java.util.List;
import java.util.Optional;

/**
 * What a row is keyed by, so that all rows of a turn meet in one partition. Events name the same id differently:
 * messageId = the turn's id = panel.request's requestId = headerRequestId of the agent loop's calls.
 */
public final class TurnKey {

    /** In the order of trust: the first that is neither blank nor "unknown" is the key. */
    private static final List<String> CANDIDATES =
            List.of("messageId", "headerRequestId", "requestId", "chatRequestId");

    private TurnKey() {}

    /** The row's turn key, or empty for a row that belongs to no turn. */
    public static Optional<String> of(RowView row) {
        for (String candidate : CANDIDATES) {
            Optional<String> id = row.id(candidate);
            if (id.isPresent()) {
                return id;
            }
        }
        return Optional.empty();
    }
}
