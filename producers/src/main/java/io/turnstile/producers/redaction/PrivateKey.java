package io.turnstile.producers.redaction;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * Private keys in the armour of PEM (RFC 7468) or PGP (RFC 9580), on lines or with {@code \n} for the line ends as in
 * JSON and in code. One whose end was cut off is taken as far as its lines are long.
 */
final class PrivateKey {

    private static final String HEADER = "-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----";
    private static final String FOOTER = "-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----";

    /** At the footer the two dashes end it: so it is never looked for beyond the next begin line. */
    private static final String WHOLE = HEADER + "(?:[^-]|-[^-])+" + FOOTER;

    private static final String CUT = HEADER + "(?:(?:\\s|\\\\[nr])*[0-9A-Za-z+/=]{16,})+";

    static final List<Detector> DETECTORS = List.of(new Detector(
            RedactionType.PRIVATE_KEY,
            List.of("-----begin"),
            Reach.ARMOUR,
            60,
            Pattern.compile("(" + WHOLE + "|" + CUT + ")"),
            PrivateKey::hasBody));

    /** The shortest key, of Ed25519, has 64; text about such lines has none in one piece. */
    private static final int LEAST_BODY = 40;

    private PrivateKey() {}

    private static boolean hasBody(String text, int start, int end) {
        int longest = 0;
        int run = 0;
        // Beyond the begin line's dashes.
        for (int i = text.indexOf("-----", start + 5); i < end; i++) {
            char unit = text.charAt(i);
            boolean isOfBody =
                    Edges.isDigit(unit) || Edges.isAsciiLetter(unit) || unit == '+' || unit == '/' || unit == '=';
            run = isOfBody ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest >= LEAST_BODY;
    }
}
