package io.turnstile.app.oracle;

import io.turnstile.producers.redaction.Redaction;
import io.turnstile.producers.redaction.RedactionConfiguration;
import io.turnstile.schema.TelemetryRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes rows stranger than the generator does: what ties, contradicts, is cut, or is spelt otherwise. Such rows are rare,
 * and are where two readings part.
 */
final class RowQuirks {

    /** Every fourth log has a clock this coarse, so that what orders by time must also know how to break ties. */
    private static final long COARSE_MILLIS = 10_000;

    private static final int COARSE_LOGS = 4;

    private static final String ROCKET = "\uD83D\uDE80";

    private static final String USER = "common.userName";

    /** Under which users are hashed: as a producer does it, and redaction of texts is another matter. */
    private static final Redaction REDACTION =
            Redaction.of(new RedactionConfiguration(false, Set.of(), "made up for this test"));

    private final Random random;

    /** Draws users apart from all else. */
    private final Random users;

    private final boolean isCoarse;

    RowQuirks(Random random, int seed) {
        this.random = random;
        this.users = new Random(~seed);
        this.isCoarse = seed % COARSE_LOGS == 0;
    }

    List<TelemetryRow> applyTo(List<TelemetryRow> rows) {
        var quirky = new ArrayList<TelemetryRow>(rows.size() * 5 / 4);
        for (TelemetryRow row : rows) {
            List<TelemetryRow> variants = variants(RowEdit.of(row));
            for (TelemetryRow variant : variants) {
                TelemetryRow finished = finish(RowEdit.of(variant));
                quirky.add(finished);
                if (chance(0.05)) {
                    // Uploads are at-least-once, and a duplicate may be much later than the first.
                    quirky.add(random.nextInt(quirky.size() + 1), finished);
                }
            }
        }
        return quirky;
    }

    private List<TelemetryRow> variants(RowEdit row) {
        return switch (row.event()) {
            case "toolcalldetailsinternal", "toolcalldetailsexternal" -> summaries(row);
            case "conversation.messagetext" -> texts(row);
            case "engine.messages.length" -> calls(row);
            case "panel.request" -> panels(row);
            default -> List.of(row.row());
        };
    }

    /** A summary that was sent again with other content: later, or at the very same time. */
    private List<TelemetryRow> summaries(RowEdit row) {
        if (chance(0.04)) {
            row.number("turnIndex", 0);
        }
        TelemetryRow first = row.row();
        if (!chance(0.15)) {
            return List.of(first);
        }
        RowEdit again = RowEdit.of(first).number("numRequests", 1 + random.nextInt(12));
        if (chance(0.5)) {
            again.text("responseType", chance(0.5) ? "Canceled" : "failed");
        }
        if (chance(0.3)) {
            again.text("toolCounts", "{\"read_file\":" + random.nextInt(4) + ",\"grep_search\":2}");
        }
        return List.of(first, chance(0.6) ? again.row() : again.later(7_000).row());
    }

    /**
     * A user's text sent shortened, a model's text corrected within the same millisecond, a lost part of a long one,
     * references, and characters that Java counts twice.
     */
    private List<TelemetryRow> texts(RowEdit row) {
        String text = row.text("messageText");
        if (text == null || text.isBlank()) {
            return List.of(row.row());
        }
        if (chance(0.01)) {
            row.text("messageText_02", null);
        }
        if (chance(0.05)) {
            text = "@workspace a#b " + ROCKET + " " + text;
            row.text("messageText", text);
        }
        TelemetryRow first = row.row();
        if (chance(0.05)) {
            return List.of(
                    first, RowEdit.of(first).text("messageText", rockets(text)).row());
        }
        if (!chance(0.1)) {
            return List.of(first);
        }
        RowEdit again = RowEdit.of(first);
        return "user".equals(row.text("source"))
                ? List.of(
                        first,
                        again.text("messageText", text.substring(0, text.length() / 2))
                                .row())
                : List.of(
                        first,
                        again.text("messageText", text.toUpperCase(Locale.ROOT)).row());
    }

    /** A shorter text, of three characters to four, that takes more memory. */
    private static String rockets(String text) {
        return ROCKET.repeat(Math.max(1, text.codePointCount(0, text.length()) * 3 / 4));
    }

    /** A call without an id, or whose numbers cannot be. */
    private List<TelemetryRow> calls(RowEdit row) {
        if (chance(0.05)) {
            row.text("modelCallId", chance(0.5) ? null : "unknown");
        }
        if (chance(0.02)) {
            row.number("promptTokens", -1);
        }
        if (chance(0.02)) {
            row.number("completionTokens", null).text("completionTokens", chance(0.5) ? "many" : "NaN");
        }
        return List.of(row.row());
    }

    private List<TelemetryRow> panels(RowEdit row) {
        if (chance(0.03)) {
            row.number("turn", 1.0 + random.nextInt(30));
        }
        return List.of(row.row());
    }

    /**
     * Users as hashes. A few rows name another one, one in clear, or none, as where producers have other keys, or one of
     * them no redaction.
     */
    private void hashUser(RowEdit row) {
        String name = row.text(USER);
        if (name == null || users.nextInt(40) == 0) {
            return;
        }
        String one = users.nextInt(20) == 0 ? "somebody-else-" + users.nextInt(3) : name;
        String hash = REDACTION.properties(Map.of(USER, one)).value().get(USER);
        row.text(USER, users.nextInt(20) == 0 ? null : hash);
    }

    /** What may befall any row. */
    private TelemetryRow finish(RowEdit row) {
        hashUser(row);
        if (chance(0.1)) {
            row.keys(key -> key.toUpperCase(Locale.ROOT));
        }
        if (chance(0.05)) {
            row.numbersAsText(number -> " " + number + " ");
        }
        if (isCoarse) {
            row.times(time -> Instant.ofEpochMilli(time.toEpochMilli() / COARSE_MILLIS * COARSE_MILLIS));
        }
        return row.wholeCharacters().row();
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }
}
