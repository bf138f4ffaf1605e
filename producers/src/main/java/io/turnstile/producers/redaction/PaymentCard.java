package io.turnstile.producers.redaction;

import com.google.re2j.Pattern;
import java.util.List;

/** Numbers of payment cards: in the ranges and lengths of the networks, and with the check digit of ISO/IEC 7812 (Luhn). */
final class PaymentCard {

    private static final String GROUPED = "[0-9]{4} [0-9]{4} [0-9]{4} [0-9]{4}(?: [0-9]{3})?"
            + "|[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{4}"
            + "|[0-9]{4} [0-9]{6} [0-9]{4,5}|[0-9]{4}-[0-9]{6}-[0-9]{4,5}";

    static final List<Detector> DETECTORS = List.of(new Detector(
            RedactionType.CARD,
            List.of("0000"),
            Reach.NUMBER,
            13,
            Pattern.compile("(" + GROUPED + "|[0-9]{13,})"),
            PaymentCard::isCard));

    /** By network: the first digits and the lengths that it gives out. */
    private static final Pattern NETWORK = Pattern.compile("4[0-9]{12}|4[0-9]{15}|4[0-9]{18}"
            + "|5[1-5][0-9]{14}|2(?:22[1-9]|2[3-9][0-9]|[3-6][0-9]{2}|7[01][0-9]|720)[0-9]{12}"
            + "|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}|6(?:011|4[4-9][0-9]|5[0-9]{2})[0-9]{12}"
            + "|35(?:2[89]|[3-8][0-9])[0-9]{12}|62[0-9]{14,17}");

    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]*(?:[0-9][A-Fa-f]|[A-Fa-f][0-9])[0-9A-Fa-f]*");

    private static final int LONGEST_NEIGHBOUR = 6;

    private PaymentCard() {}

    private static boolean isCard(String text, int start, int end) {
        String digits = text.substring(start, end).replace(" ", "").replace("-", "");
        return isAlone(text, start, end) && NETWORK.matches(digits) && isValid(digits);
    }

    /** Not a part of a word, of a longer number, or of a fraction. */
    private static boolean isAlone(String text, int start, int end) {
        boolean isJoinedBefore = "-.+".indexOf(Edges.before(text, start)) >= 0
                || Edges.before(text, start) == ' ' && Edges.isDigit(Edges.before(text, start - 1));
        char next = Edges.at(text, end);
        boolean isJoinedAfter = (next == '-' || next == '.') && Edges.isDigit(Edges.at(text, end + 1));
        return Edges.isFreeBefore(text, start)
                && Edges.isFreeAfter(text, end)
                && !isJoinedBefore
                && !isJoinedAfter
                && !isInDump(text, start, end);
    }

    /** Whether a hexadecimal number stands beside it, as in a table of code points or a dump of memory. */
    private static boolean isInDump(String text, int start, int end) {
        String before =
                text.substring(Math.max(0, start - LONGEST_NEIGHBOUR), start).stripTrailing();
        String after = text.substring(end, Math.min(text.length(), end + LONGEST_NEIGHBOUR))
                .stripLeading();
        return HEX.matches(before.substring(before.lastIndexOf(' ') + 1)) || HEX.matches(firstWord(after));
    }

    private static String firstWord(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }

    /** From the right, every second digit counts twice, with the digits of the product summed. */
    private static boolean isValid(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : 2 * digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }
}
