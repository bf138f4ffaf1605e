package io.turnstile.producers.redaction;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * Phone numbers: international ones with a plus sign, those of North America in their usual groups, and any that a word
 * beside them says to be one. Other national ones look like any number, and stay.
 */
final class PhoneNumber {

    private static final String INTERNATIONAL = "(\\+[1-9][0-9 ()./\u00a0-]{5,21}[0-9]{2})";

    private static final String NORTH_AMERICAN =
            "((?:1[ .-])?(?:\\([2-9][0-9]{2}\\) ?|[2-9][0-9]{2}[.-])[2-9][0-9]{2}[.-][0-9]{4})";

    private static final String LABEL =
            "(?i:tel|tél|phone|telephone|telefon|teléfono|téléphone|telefone|celular|mobil|móvil|mobile|handy|whatsapp|fax|rufnummer|телефон|电话|電話|手机|手機|携帯)";

    private static final String LABELLED = LABEL
            + "[ _]?(?i:no|nr|num|number|nummer|número|号码|番号|号)?\\.?\\\\?[\"']?\\s{0,2}(?:[:：=#]|is|ist|es|est|是|は)?\\s{0,2}\\\\?[\"']?([0-9(][0-9 ()./-]{4,19}[0-9]{2})";

    static final List<Detector> DETECTORS = List.of(
            new Detector(
                    RedactionType.PHONE,
                    List.of("+0"),
                    Reach.NUMBER,
                    9,
                    Pattern.compile(INTERNATIONAL),
                    PhoneNumber::isInternational),
            new Detector(
                    RedactionType.PHONE,
                    List.of("000-0000", "000.0000"),
                    Reach.NUMBER,
                    12,
                    Pattern.compile(NORTH_AMERICAN),
                    PhoneNumber::isAlone),
            new Detector(
                    RedactionType.PHONE,
                    List.of(
                            "tel",
                            "tél",
                            "phone",
                            "celular",
                            "mobil",
                            "móvil",
                            "handy",
                            "whatsapp",
                            "fax",
                            "rufnummer",
                            "телефон",
                            "电话",
                            "電話",
                            "手机",
                            "手機",
                            "携帯"),
                    Reach.LABEL,
                    10,
                    Pattern.compile(LABELLED),
                    PhoneNumber::isLabelled));

    private static final int LEAST_INTERNATIONAL = 8;
    private static final int LEAST_UNGROUPED = 10;
    private static final int LEAST_LABELLED = 7;

    /** ITU-T E.164. */
    private static final int MOST_DIGITS = 15;

    private static final Pattern DATE = Pattern.compile("(?:19|20)[0-9]{2}[-./][01]?[0-9][-./].*");

    private static final Pattern FRACTION = Pattern.compile("\\+[0-9]+\\.[0-9]+");

    private PhoneNumber() {}

    private static boolean isInternational(String text, int start, int end) {
        int digits = digits(text, start, end);
        boolean isGrouped = digits < end - start - 1;
        return isAlone(text, start, end)
                && !FRACTION.matches(text.substring(start, end))
                && digits >= (isGrouped ? LEAST_INTERNATIONAL : LEAST_UNGROUPED)
                && digits <= MOST_DIGITS
                && isOneNumber(text, start, end);
    }

    private static boolean isLabelled(String text, int start, int end) {
        int digits = digits(text, start, end);
        return isAlone(text, start, end)
                && digits >= LEAST_LABELLED
                && digits <= MOST_DIGITS
                && !DATE.matches(text.substring(start, end))
                && isOneNumber(text, start, end);
    }

    /** Groups have two digits at least, but for a country's code or a trunk's, and no two marks in a row except a bracket's. */
    private static boolean isOneNumber(String text, int start, int end) {
        int singles = 0;
        for (int i = start; i < end; i++) {
            boolean isSingle = Edges.isDigit(text.charAt(i))
                    && !Edges.isDigit(Edges.before(text, i))
                    && !Edges.isDigit(Edges.at(text, i + 1));
            singles += isSingle ? 1 : 0;
        }
        return singles <= 2;
    }

    /** Not a part of a word, a path, a fraction, a sum or an id. */
    private static boolean isAlone(String text, int start, int end) {
        char before = Edges.before(text, start);
        char next = Edges.at(text, end);
        boolean goesOn = (next == '-' || next == '.') && isOfWord(Edges.at(text, end + 1));
        return Edges.isFreeBefore(text, start) && Edges.isFreeAfter(text, end) && ".-+/".indexOf(before) < 0 && !goesOn;
    }

    private static boolean isOfWord(char unit) {
        return Edges.isDigit(unit) || Edges.isAsciiLetter(unit);
    }

    private static int digits(String text, int start, int end) {
        return (int) text.substring(start, end)
                .chars()
                .filter(unit -> unit >= '0' && unit <= '9')
                .count();
    }
}
