package io.turnstile.producers.redaction;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;

/**
 * Addresses of machines. Kept are those that are nobody's: loopback, unspecified, masks, the ranges for documentation
 * (RFC 5737, RFC 3849), the metadata address of clouds, and four single digits, as public resolvers and versions have.
 */
final class IpAddress {

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    static final List<Detector> DETECTORS = List.of(
            new Detector(
                    RedactionType.IP,
                    List.of("0.0"),
                    Reach.ADDRESS,
                    8,
                    Pattern.compile("(" + OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET + ")"),
                    IpAddress::isVersion4),
            new Detector(
                    RedactionType.IP,
                    List.of(":"),
                    Reach.ADDRESS,
                    7,
                    Pattern.compile(
                            "([0-9A-Fa-f]{2,4}(?::{1,2}[0-9A-Fa-f]{1,4}){1,7}(?:::)?|[0-9A-Fa-f]{2,4}::|::(?i:ffff):"
                                    + OCTET + "(?:\\." + OCTET + "){3})"),
                    IpAddress::isVersion6));

    private static final Pattern NOBODYS = Pattern.compile("127\\..*|0\\..*|255\\..*|[0-9]\\.[0-9]\\.[0-9]\\.[0-9]"
            + "|192\\.0\\.2\\..*|198\\.51\\.100\\..*|203\\.0\\.113\\..*|169\\.254\\.169\\.254");

    /** A version follows these words, at most with a mark between. */
    private static final Pattern VERSION_BEFORE = Pattern.compile(
            "(?is).*(?:version|versión|versione|versão|\\b(?:ver|release|build|revision|update|upgrade|sdk|runtime"
                    + "|driver|firmware|oid|step|section|chapter|kapitel|abschnitt)|identifier|版本|バージョン)s?\\\\?[\"']?\\s*"
                    + "(?:number|to|from|is|auf|von|=|==|:|\\()?\\s*\\\\?[\"']?[v(]?");

    private static final int LOOK_BEHIND = 24;

    /** The ranges that are given out: global 2000::/3, unique local fc00::/7, link-local fe80::/10. */
    private static final Pattern GIVEN_OUT =
            Pattern.compile("(?i)[23][0-9a-f]{3}:.*|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*|::ffff:.*");

    private static final Pattern DOCUMENTATION = Pattern.compile("(?i)2001:0?db8:.*|3fff:.*");

    private static final int GROUPS = 8;

    private IpAddress() {}

    private static boolean isVersion4(String text, int start, int end) {
        return isAlone(text, start, end)
                && !isPackageVersion(text, start)
                && !NOBODYS.matches(text.substring(start, end))
                && !VERSION_BEFORE.matches(text.substring(Math.max(0, start - LOOK_BEHIND), start));
    }

    /** Not a part of a longer number, of a word, or of a version such as 1.2.3.4-beta. */
    private static boolean isAlone(String text, int start, int end) {
        boolean isFreeBefore = Edges.isFreeBefore(text, start) && Edges.before(text, start) != '.';
        char next = Edges.at(text, end);
        char afterNext = Edges.at(text, end + 1);
        boolean goesOn = (next == '.' || next == '-')
                && (Edges.isAsciiLetter(afterNext) || next == '.' && Edges.isDigit(afterNext));
        return isFreeBefore && Edges.isFreeAfter(text, end) && !goesOn;
    }

    /** As in foo-1.20.3.4, Chrome/120.0.10.0, ==1.20.3.4, ^1.20.3.4. */
    private static boolean isPackageVersion(String text, int start) {
        char before = Edges.before(text, start);
        char beforeThat = Edges.before(text, start - 1);
        return before == '^'
                || before == '~'
                || before == '=' && "=<>~!".indexOf(beforeThat) >= 0
                || (before == '-' || before == '/' || before == '_') && Edges.isAsciiLetter(beforeThat);
    }

    private static boolean isVersion6(String text, int start, int end) {
        String address = text.substring(start, end);
        int doubled = address.indexOf("::");
        long groups = address.chars().filter(unit -> unit == ':').count() + 1;
        boolean isWhole = doubled < 0 ? groups == GROUPS : doubled == address.lastIndexOf("::") && groups <= GROUPS + 1;
        boolean isAlone = Edges.isFreeBefore(text, start)
                && Edges.before(text, start) != ':'
                && Edges.isFreeAfter(text, end)
                && Edges.at(text, end) != ':';
        return isWhole
                && isAlone
                && Randomness.hasDigit(text, start, end)
                && GIVEN_OUT.matches(address.toLowerCase(Locale.ROOT))
                && !DOCUMENTATION.matches(address);
    }
}
