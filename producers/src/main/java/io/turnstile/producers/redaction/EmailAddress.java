package io.turnstile.producers.redaction;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * E-mail addresses whose domain has a dot and a name of letters at its end. What only looks like one in code, file names
 * and package names is told apart: git remotes, {@code icon@2x.png}, {@code pkg@1.2.3-beta.x}, {@code a@b.transpose()}.
 */
final class EmailAddress {

    /** Letters of Latin script, because ideographs are written up to an address without a space. */
    private static final String LOCAL = "[0-9\\p{Latin}_%+](?:[0-9\\p{Latin}._%+'-]*[0-9\\p{Latin}_%+-])?";

    private static final String DOMAIN = "(?:[0-9\\p{Latin}](?:[0-9\\p{Latin}-]*[0-9\\p{Latin}])?\\.)+[A-Za-z]{2,24}";

    static final List<Detector> DETECTORS = List.of(new Detector(
            RedactionType.EMAIL,
            List.of("@", "%40"),
            Reach.WORD,
            6,
            Pattern.compile(
                    "(?:^|\\\\[nrtbf]|\\\\u[0-9A-Fa-f]{4}|[^0-9\\p{Latin}_%+])(" + LOCAL + "(?:@|%40)" + DOMAIN + ")"),
            EmailAddress::isAddress));

    /** Users of hosts of repositories, and words of code before an at sign. */
    private static final Set<String> NOBODY =
            Set.of("git", "hg", "svn", "aur", "this", "super", "return", "break", "continue");

    /** Endings of file names that no country and no registry has as a top-level domain, and parts of versions. */
    private static final Set<String> NOT_TOP_LEVEL = Set.of(
            "alpha", "avif", "bak", "beta", "cfg", "class", "conf", "cpp", "cs", "css", "csv", "gif", "gz", "html",
            "ico", "ini", "jar", "java", "jpeg", "jpg", "js", "json", "jsx", "kt", "lock", "log", "mjs", "pdf", "php",
            "png", "rc", "scss", "snap", "sql", "svg", "tar", "tgz", "toml", "ts", "tsx", "txt", "vue", "wasm", "webp",
            "xml", "yaml", "yml");

    private static final Pattern VERSION = Pattern.compile("[vV]?[0-9]+\\.[0-9].*|[0-9]\\..*");

    private EmailAddress() {}

    private static boolean isAddress(String text, int start, int end) {
        String address = text.substring(start, end);
        int at = Math.max(address.indexOf('@'), address.indexOf("%40"));
        String local = address.substring(0, at);
        String domain = address.substring(at + (address.charAt(at) == '@' ? 1 : 3));
        String topLevel = domain.substring(domain.lastIndexOf('.') + 1);
        return !NOBODY.contains(local.toLowerCase(Locale.ROOT))
                && isOneCase(topLevel)
                && !NOT_TOP_LEVEL.contains(topLevel.toLowerCase(Locale.ROOT))
                && !VERSION.matches(domain)
                && !isCode(text, end);
    }

    /** A domain is in capitals or not; a name in code has humps. */
    private static boolean isOneCase(String topLevel) {
        return topLevel.equals(topLevel.toLowerCase(Locale.ROOT)) || topLevel.equals(topLevel.toUpperCase(Locale.ROOT));
    }

    private static boolean isCode(String text, int end) {
        char next = Edges.at(text, end);
        return next == '(' || next == '[' || next == '_' || Edges.isDigit(next) || Edges.isAsciiLetter(next);
    }
}
