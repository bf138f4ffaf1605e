package io.turnstile.producers.generated;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Values of personal data and secrets, none of which is anybody's. Their telling beginnings are joined from pieces, so
 * that nothing that scans sources for secrets takes one for real.
 */
final class MadeUpValue {

    private static final String DIGITS = "0123456789";
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";
    private static final String ALPHANUMERIC = CAPITALS + SMALL + DIGITS;
    private static final String BASE64 = ALPHANUMERIC + "+/";

    private static final List<String> FIRST_NAMES = List.of("maria", "tomasz", "aiko", "lena", "pedro", "ingrid");
    private static final List<String> LAST_NAMES = List.of("lindqvist", "nowak", "tanabe", "ferreira", "okafor");

    /** The domains that RFC 2606 reserves belong to nobody. */
    private static final List<String> DOMAINS = List.of("example.com", "mail.example.org", "billing.example");

    /** Numbers that payment providers publish for tests. */
    private static final List<String> CARDS =
            List.of("4242 ".repeat(4).strip(), "4" + "1".repeat(15), "5555-5555-" + "5555-4444");

    private MadeUpValue() {}

    static String email(Draw draw) {
        return draw.pick(FIRST_NAMES) + "." + draw.pick(LAST_NAMES) + "@" + draw.pick(DOMAINS);
    }

    static String userName(Draw draw) {
        return draw.pick(FIRST_NAMES).charAt(0) + draw.pick(LAST_NAMES);
    }

    /** Of a private network (RFC 1918). */
    static String address(Draw draw) {
        return "10." + draw.between(10, 250) + "." + draw.between(10, 250) + "." + draw.between(10, 250);
    }

    /** Of the hundred numbers that are kept free for fiction. */
    static String phone(Draw draw) {
        return "+1 202 555 01" + draw.between(10, 99);
    }

    static String card(Draw draw) {
        return draw.pick(CARDS);
    }

    static String password(Draw draw) {
        return mixed(draw, ALPHANUMERIC, 12) + "!" + draw.between(10, 99);
    }

    static String credential(Draw draw) {
        return mixed(draw, ALPHANUMERIC, 40);
    }

    static String serviceToken(Draw draw) {
        return "gh" + "p_" + mixed(draw, ALPHANUMERIC, 36);
    }

    static String apiKey(Draw draw) {
        return "s" + "k-" + mixed(draw, ALPHANUMERIC, 48);
    }

    static String storageKey(Draw draw) {
        return mixed(draw, BASE64, 86) + "==";
    }

    static String cloudKeyId(Draw draw) {
        return "AK" + "IA" + of(draw, CAPITALS, 16);
    }

    static String webToken(Draw draw) {
        return base64Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "."
                + base64Url("{\"sub\":\"" + userName(draw) + "\"}") + "." + mixed(draw, ALPHANUMERIC, 43);
    }

    static String privateKey(Draw draw) {
        String label = "RSA PRIVATE" + " KEY-----";
        String lines =
                IntStream.range(0, 12).mapToObj(line -> of(draw, BASE64, 64)).collect(Collectors.joining("\n"));
        return "-----BEGIN " + label + "\n" + lines + "\n-----END " + label;
    }

    /** With a small letter, a capital and a digit, and no mark at the ends. */
    private static String mixed(Draw draw, String alphabet, int length) {
        return "k" + of(draw, alphabet, length - 3) + "T4";
    }

    private static String of(Draw draw, String alphabet, int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> String.valueOf(alphabet.charAt(draw.between(0, alphabet.length() - 1))))
                .collect(Collectors.joining());
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
