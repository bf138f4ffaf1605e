package io.turnstile.producers.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Fills names in braces with made-up secrets of the form that the name says. None is ever written into a file, so that
 * nothing that scans the repository for secrets takes one for real. The same seed gives the same.
 */
final class MadeUpSecrets {

    private static final Pattern NAME = Pattern.compile("\\{([A-Z][A-Z0-9_]+)}");

    private static final String DIGITS = "0123456789";
    private static final String HEX = DIGITS + "abcdef";
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LETTERS = CAPITALS + CAPITALS.toLowerCase(java.util.Locale.ROOT);
    private static final String ALPHANUMERIC = LETTERS + DIGITS;
    private static final String BASE64 = ALPHANUMERIC + "+/";
    private static final String BASE64_URL = ALPHANUMERIC + "-_";

    private final Random random;
    private final Map<String, Supplier<String>> forms;

    MadeUpSecrets(long seed) {
        this.random = new Random(seed);
        this.forms = Map.ofEntries(
                Map.entry("JWT", () -> jwt(2) + "." + mixed(BASE64_URL, 43)),
                Map.entry("JWT_UNSIGNED", () -> jwt(2) + "."),
                Map.entry("JWT_LONG", () -> jwt(12) + "." + mixed(BASE64_URL, 342)),
                Map.entry("JWE", this::jwe),
                Map.entry("AWS_KEY_ID", () -> "AK" + "IA" + of(CAPITALS + "234567", 16)),
                Map.entry("AWS_SESSION_ID", () -> "AS" + "IA" + of(CAPITALS + "234567", 16)),
                Map.entry("AWS_SECRET", () -> mixed(BASE64, 40)),
                Map.entry("AZURE_KEY", () -> mixed(BASE64, 86) + "=="),
                Map.entry("AZURE_SHARED_KEY", () -> mixed(BASE64, 43) + "="),
                Map.entry(
                        "AZURE_SECRET",
                        () -> mixed(ALPHANUMERIC, 3) + "8" + "Q~" + mixed(ALPHANUMERIC + "_.-~", 33) + "a"),
                Map.entry("SAS_SIGNATURE", () -> mixed(ALPHANUMERIC, 20) + "%2F" + mixed(ALPHANUMERIC, 22) + "%3D"),
                Map.entry("GOOGLE_KEY", () -> "AI" + "za" + mixed(BASE64_URL, 34) + "x"),
                Map.entry("GOOGLE_SECRET", () -> "GOC" + "SPX-" + mixed(BASE64_URL, 27) + "x"),
                Map.entry("ALIBABA_KEY", () -> "LT" + "AI" + mixed(ALPHANUMERIC, 20)),
                Map.entry("GITHUB_TOKEN", () -> "gh" + "p_" + mixed(ALPHANUMERIC, 36)),
                Map.entry(
                        "GITHUB_FINE_TOKEN",
                        () -> "github" + "_pat_" + mixed(ALPHANUMERIC, 22) + "_" + mixed(ALPHANUMERIC, 59)),
                Map.entry("GITLAB_TOKEN", () -> "gl" + "pat-" + mixed(ALPHANUMERIC, 20)),
                Map.entry(
                        "SLACK_TOKEN",
                        () -> "xo" + "xb-" + of(DIGITS, 12) + "-" + of(DIGITS, 12) + "-" + mixed(ALPHANUMERIC, 24)),
                Map.entry(
                        "SLACK_HOOK",
                        () -> "T" + of(CAPITALS + DIGITS, 8) + "/B" + of(CAPITALS + DIGITS, 8) + "/"
                                + mixed(ALPHANUMERIC, 24)),
                Map.entry("NPM_TOKEN", () -> "np" + "m_" + mixed(ALPHANUMERIC, 36)),
                Map.entry("OPENAI_KEY", () -> "s" + "k-" + mixed(ALPHANUMERIC, 48)),
                Map.entry("OPENAI_PROJECT_KEY", () -> "s" + "k-proj-" + mixed(BASE64_URL, 73) + "a"),
                Map.entry("ANTHROPIC_KEY", () -> "s" + "k-ant-api03-" + mixed(BASE64_URL, 92) + "a"),
                Map.entry("HUGGINGFACE_TOKEN", () -> "h" + "f_" + mixed(ALPHANUMERIC, 34)),
                Map.entry("STRIPE_KEY", () -> "s" + "k_live_" + mixed(ALPHANUMERIC, 24)),
                Map.entry("SENDGRID_KEY", () -> "S" + "G." + mixed(ALPHANUMERIC, 22) + "." + mixed(ALPHANUMERIC, 43)),
                Map.entry("PYPI_TOKEN", () -> "py" + "pi-AgEI" + mixed(BASE64_URL, 120) + "a"),
                Map.entry("DOCKER_TOKEN", () -> "dckr" + "_pat_" + mixed(ALPHANUMERIC, 27)),
                Map.entry("VAULT_TOKEN", () -> "hv" + "s." + mixed(ALPHANUMERIC, 28)),
                Map.entry("DATABRICKS_TOKEN", () -> "da" + "pi" + of(HEX, 32)),
                Map.entry("SHOPIFY_TOKEN", () -> "shp" + "at_" + of(HEX, 32)),
                Map.entry("TELEGRAM_TOKEN", () -> "1" + of(DIGITS, 9) + ":" + "AA" + mixed(ALPHANUMERIC, 33)),
                Map.entry("OPAQUE", () -> mixed(ALPHANUMERIC, 24)),
                Map.entry("OPAQUE_LONG", () -> mixed(ALPHANUMERIC, 400)),
                Map.entry("BASIC", () -> base64("user:" + mixed(ALPHANUMERIC, 12))),
                Map.entry("HEX32", () -> "a1" + of(HEX, 30)),
                Map.entry("PASSWORD", () -> mixed(ALPHANUMERIC, 9) + "!" + of(DIGITS, 2)),
                Map.entry("VISA", () -> card("4", 16)),
                Map.entry("VISA_19", () -> card("4", 19)),
                Map.entry("VISA_SPACED", () -> grouped(card("4", 16), " ")),
                Map.entry("VISA_DASHED", () -> grouped(card("4", 16), "-")),
                Map.entry("MASTERCARD", () -> card("53", 16)),
                Map.entry("MASTERCARD_2", () -> card("2345", 16)),
                Map.entry("MASTERCARD_SPACED", () -> grouped(card("51", 16), " ")),
                Map.entry("AMEX", () -> card("37", 15)),
                Map.entry("AMEX_SPACED", () -> card("34", 15).replaceFirst("(.{4})(.{6})(.{5})", "$1 $2 $3")),
                Map.entry("DISCOVER", () -> card("6011", 16)),
                Map.entry("JCB", () -> card("3530", 16)),
                Map.entry("DINERS", () -> card("36", 14)),
                Map.entry("UNIONPAY", () -> card("62", 16)),
                Map.entry("VISA_WRONG", () -> wrong(card("4", 16))),
                Map.entry("VISA_DASHED_WRONG", () -> grouped(wrong(card("4", 16)), "-")),
                Map.entry("MASTERCARD_WRONG", () -> wrong(card("53", 16))),
                Map.entry("AMEX_WRONG", () -> wrong(card("37", 15))),
                Map.entry("PEM_RSA", () -> pem("RSA PRIVATE KEY", 25, "\n", "")),
                Map.entry("PEM_PKCS8", () -> pem("PRIVATE KEY", 26, "\n", "")),
                Map.entry("PEM_EC", () -> pem("EC PRIVATE KEY", 3, "\n", "")),
                Map.entry("PEM_OPENSSH", () -> pem("OPENSSH PRIVATE KEY", 6, "\n", "")),
                Map.entry(
                        "PEM_ENCRYPTED",
                        () -> pem(
                                "RSA PRIVATE KEY",
                                25,
                                "\n",
                                "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0011223344556677\n\n")),
                Map.entry("PGP_KEY", () -> pem("PGP PRIVATE KEY BLOCK", 30, "\n", "Version: GnuPG v2\n\n")),
                Map.entry("PEM_ESCAPED", () -> pem("PRIVATE KEY", 26, "\\n", "")),
                Map.entry("PEM_CUT", () -> cut(pem("RSA PRIVATE KEY", 12, "\n", ""))),
                Map.entry("BASE64_LINE", () -> mixed(BASE64, 64)),
                Map.entry("BASE64_LINES", () -> lines(10, "\n")));
    }

    String fill(String template) {
        return NAME.matcher(template).replaceAll(name -> {
            Supplier<String> form = forms.get(name.group(1));
            return java.util.regex.Matcher.quoteReplacement(form == null ? name.group() : form.get());
        });
    }

    private String of(String alphabet, int length) {
        return random.ints(length, 0, alphabet.length())
                .mapToObj(index -> alphabet.substring(index, index + 1))
                .collect(Collectors.joining());
    }

    /** With a small letter, a capital and a digit, and no mark at the ends. */
    private String mixed(String alphabet, int length) {
        return "k" + of(alphabet, length - 3) + "T4";
    }

    private String jwt(int claims) {
        String payload = IntStream.range(0, claims)
                .mapToObj(claim -> "\"claim" + claim + "\":\"" + of(ALPHANUMERIC, 12) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        return base64Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + base64Url(payload);
    }

    private String jwe() {
        return base64Url("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}") + "." + mixed(BASE64_URL, 40) + "."
                + mixed(BASE64_URL, 16) + "." + mixed(BASE64_URL, 120) + "." + mixed(BASE64_URL, 22);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** With its check digit, found by trying. */
    private String card(String prefix, int length) {
        String body = prefix + of(DIGITS, length - prefix.length() - 1);
        return IntStream.range(0, 10)
                .mapToObj(digit -> body + digit)
                .filter(MadeUpSecrets::isDivisibleByTen)
                .findFirst()
                .orElseThrow();
    }

    private static String wrong(String card) {
        int last = card.charAt(card.length() - 1) - '0';
        return card.substring(0, card.length() - 1) + (last + 1) % 10;
    }

    private static boolean isDivisibleByTen(String digits) {
        int[] doubled = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};
        int sum = 0;
        boolean isDoubled = false;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int digit = digits.charAt(i) - '0';
            sum += isDoubled ? doubled[digit] : digit;
            isDoubled = !isDoubled;
        }
        return sum % 10 == 0;
    }

    private static String grouped(String card, String separator) {
        return card.replaceAll("(.{4})(?=.)", "$1" + separator);
    }

    private String pem(String label, int lines, String lineEnd, String headers) {
        return "-----BEGIN " + label + "-----" + lineEnd + headers + lines(lines, lineEnd) + lineEnd + "-----END "
                + label + "-----";
    }

    private String lines(int count, String lineEnd) {
        return IntStream.range(0, count).mapToObj(line -> mixed(BASE64, 64)).collect(Collectors.joining(lineEnd));
    }

    private static String cut(String pem) {
        return pem.substring(0, pem.indexOf("-----END") - 30);
    }
}
