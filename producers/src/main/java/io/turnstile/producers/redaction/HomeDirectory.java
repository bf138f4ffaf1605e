package io.turnstile.producers.redaction;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The user's name in the path of a home directory; the rest of the path stays. */
final class HomeDirectory {

    private static final String LETTERS = "0-9\\p{Latin}\\p{Cyrillic}\\p{Greek}_";
    private static final String NAME =
            "[" + LETTERS + "][" + LETTERS + ".-]*|[\\p{Han}\\p{Hangul}\\p{Hiragana}\\p{Katakana}]+";
    private static final String SLASH = "\\\\?/";

    /** Not behind a word or a dot: there it is a folder of a project, or a route of a site. */
    private static final String UNIX = "(?:^|\\\\[nrtbf]|[^0-9A-Za-z_.~@$})\\]\\\\/-]|(?i:file:)(?:" + SLASH
            + "){2}|vscode-remote:(?:" + SLASH + "){2}[0-9A-Za-z+%._-]{1,64})"
            + "(?:/mnt|/var|/System/Volumes/Data)?(?:" + SLASH + "[a-z])?" + SLASH + "(?:home|Users)" + SLASH + "("
            + NAME
            + ")";

    /** A backslash may be doubled, and doubled again, where the path stands in JSON or in code. */
    private static final String WINDOWS = "[A-Za-z](?::|%3[Aa])(?:\\\\{1,4}|/)(?i:users)(?:\\\\{1,4}|/)(" + NAME + "|["
            + LETTERS + "][" + LETTERS + ".-]* [" + LETTERS + ".-]+)(?:[\\\\/]|[^" + LETTERS + "]|$)";

    /** With a space in the name, the backslash behind it must be there. */
    private static final String WINDOWS_WITH_SPACE = "[A-Za-z](?::|%3[Aa])\\\\{1,4}(?i:users)\\\\{1,4}([" + LETTERS
            + "][" + LETTERS + ".-]* [" + LETTERS + ".-]+)\\\\";

    private static final List<String> LITERALS = List.of("/home", "\\/home", "/users", "users\\");

    static final List<Detector> DETECTORS = List.of(
            new Detector(
                    RedactionType.USER,
                    LITERALS,
                    Reach.REST_OF_LINE,
                    8,
                    Pattern.compile(UNIX),
                    HomeDirectory::isUnixUser),
            new Detector(
                    RedactionType.USER,
                    List.of("/users", "users\\"),
                    Reach.REST_OF_LINE,
                    10,
                    Pattern.compile(WINDOWS),
                    HomeDirectory::isUser),
            new Detector(
                    RedactionType.USER,
                    List.of("users\\"),
                    Reach.REST_OF_LINE,
                    10,
                    Pattern.compile(WINDOWS_WITH_SPACE),
                    HomeDirectory::isUser));

    /** Pages that sites have below /home and /Users. */
    private static final Set<String> ROUTES = Set.of(
            "about",
            "account",
            "components",
            "create",
            "dashboard",
            "details",
            "edit",
            "feed",
            "home",
            "index",
            "list",
            "login",
            "logout",
            "new",
            "overview",
            "page",
            "pages",
            "profile",
            "register",
            "search",
            "settings",
            "signup");

    private static final Pattern ID = Pattern.compile("[0-9]+|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}");
    private static final Pattern FILE =
            Pattern.compile("(?i).*\\.(?:html?|[jt]sx?|css|php|py|md|json|vue|svelte|aspx?|cs|rb|png)");

    private HomeDirectory() {}

    private static boolean isUnixUser(String text, int start, int end) {
        String name = text.substring(start, end);
        boolean isFolder = Edges.at(text, end) == '/' || Edges.at(text, end) == '\\';
        boolean isRoute = ROUTES.contains(name.toLowerCase(Locale.ROOT)) || !isFolder && FILE.matches(name);
        return !isRoute && isUser(text, start, end);
    }

    private static boolean isUser(String text, int start, int end) {
        String name = text.substring(start, end);
        return !RoleNames.contains(stripped(name)) && !ID.matches(name);
    }

    /** Without the full stop of a sentence. */
    private static String stripped(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
