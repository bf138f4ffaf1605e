package io.turnstile.app.review;

import java.io.PrintWriter;
import java.util.List;

/** Tells of decisions that do not hold any more. */
final class StaleMessages {

    private static final int SHOWN = 20;

    private StaleMessages() {}

    static void print(List<String> messageIds, PrintWriter err) {
        if (messageIds.isEmpty()) {
            return;
        }
        err.println("  stale: " + messageIds.size() + " decisions are on what was judged before their turn changed, or"
                + " was retracted, and do not hold:");
        messageIds.stream().limit(SHOWN).forEach(messageId -> err.println("    " + messageId));
        if (messageIds.size() > SHOWN) {
            err.println("    and " + (messageIds.size() - SHOWN) + " more");
        }
    }
}
