package io.turnstile.producers.redaction;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Secrets that have no form of their own, but a name: the password of a connection string, of an address, of an
 * assignment in a file or in code, of an option of a command. Only the value is taken, so that what it was stays.
 */
final class AssignedSecret {

    private static final String PASSWORD =
            "pass(?:word|wd|phrase|wort)|(?:\\b|_)pass|pwd|(?:\\b|_)pw|contraseña|senha|mot de passe|пароль|密码|密碼|パスワード";
    private static final String KEY =
            "secret(?:[_-]?key)?|(?:api|auth|access|account|storage|encryption|signing|master)[_-]?key"
                    + "|(?:api|auth|access|refresh|id|private|bot|session|bearer)?[_-]?token|credentials?";

    /** What may follow the name in one word, as in DB_PASSWORD_PROD. */
    private static final String SUFFIX = "(?i:[_-](?:prod|production|dev|test|staging|local|key|value|[0-9]+))?";

    private static final String NAME = "(?i:" + PASSWORD + "|" + KEY + ")" + SUFFIX;
    private static final String SEPARATOR =
            "\\\\?[\"'`]?\\s{0,3}(?:=>|:=|==?|[:：=]|\\b(?:is|ist|est|es)\\b|是|为)\\s{0,3}";
    private static final String QUOTED = "\\\\?[\"'`]([^\"'`\\s\\\\<>]{6,})\\\\?[\"'`]";
    private static final String BARE = "([^\"'`\\s\\\\<>;,(){}\\[\\]$|]{6,})";

    private static final List<String> NAMES = List.of(
            "pass",
            "pw",
            "pwd",
            "contraseña",
            "senha",
            "пароль",
            "密码",
            "密碼",
            "パスワード",
            "secret",
            "apikey",
            "api_key",
            "api-key",
            "authkey",
            "auth_key",
            "auth-key",
            "accesskey",
            "access_key",
            "access-key",
            "accountkey",
            "account_key",
            "encryptionkey",
            "encryption_key",
            "encryption-key",
            "signingkey",
            "signing_key",
            "signing-key",
            "masterkey",
            "master_key",
            "master-key",
            "token",
            "credential");

    /** In a connection string the password stands between semicolons, and may be a word. */
    private static final String CONNECTION_STRING =
            "[;\"'](?i:password|pwd|accountkey|sharedaccesskey|sharedsecret)\\s?=\\s?([^;\"'<>\\s\\\\$%{}()]{3,})";

    private static final String ADDRESS =
            "[A-Za-z][0-9A-Za-z+.-]*:(?:\\\\?/){2}[^\\s:/@\"'`<>\\\\]*:([^\\s/\"'`<>\\\\]{3,})@[0-9A-Za-z_\\[{$<-]";

    private static final String OPTION =
            "--(?i:password|passwd|pass|token|api-key|apikey|secret|client-secret)[ =]\\\\?[\"']?([^\"'\\s\\\\<>$(){}\\[\\]-][^\"'\\s\\\\<>$(){}\\[\\]]{5,})";

    /** A name and a value as two arguments, or as two attributes; only what is mixed, because words stand there, too. */
    private static final String ARGUMENT = "(?i:" + PASSWORD + "|" + KEY + ")" + SUFFIX
            + "\\\\?[\"'](?:\\s{0,3},\\s{0,3}|\\s{1,3}value=)\\\\?[\"']([^\"'\\s\\\\<>]{8,})\\\\?[\"']";

    /** Options of single programs: sshpass -p, mysql -p, curl -u. */
    private static final String PROGRAM =
            "(?:sshpass\\s+-p\\s?|mysql(?:dump|admin)?\\s[^\\n|;]{0,80}-p|curl\\s[^\\n|;]{0,80}(?:-u|--user)\\s{1,3}[\"']?[^\\s:\"']{1,40}:)"
                    + "[\"']?([^\\s\"'<>$(){}\\\\]{6,})";

    static final List<Detector> DETECTORS = List.of(
            new Detector(
                    RedactionType.SECRET,
                    NAMES,
                    Reach.ASSIGNMENT,
                    9,
                    Pattern.compile(NAME + SEPARATOR + QUOTED),
                    AssignedSecret::isQuotedSecret),
            new Detector(
                    RedactionType.SECRET,
                    NAMES,
                    Reach.ASSIGNMENT,
                    9,
                    Pattern.compile(NAME + SEPARATOR + BARE),
                    AssignedSecret::isBareSecret),
            new Detector(
                    RedactionType.SECRET,
                    List.of("password", "pwd", "accountkey", "sharedaccesskey", "sharedsecret"),
                    Reach.REST_OF_LINE,
                    8,
                    Pattern.compile(CONNECTION_STRING),
                    AssignedSecret::isWritten),
            new Detector(
                    RedactionType.SECRET, NAMES, Reach.ARGUMENT, 9, Pattern.compile(ARGUMENT), Randomness::isMixed),
            new Detector(
                    RedactionType.SECRET,
                    List.of("sshpass", "mysql", "curl "),
                    Reach.REST_OF_LINE,
                    12,
                    Pattern.compile(PROGRAM),
                    AssignedSecret::isBareSecret),
            new Detector(
                    RedactionType.SECRET,
                    List.of("://", ":\\/\\/"),
                    Reach.WORD,
                    10,
                    Pattern.compile(ADDRESS),
                    AssignedSecret::isWritten),
            new Detector(
                    RedactionType.SECRET,
                    List.of("--pass", "--token", "--api-key", "--apikey", "--secret", "--client-secret"),
                    Reach.REST_OF_LINE,
                    9,
                    Pattern.compile(OPTION),
                    AssignedSecret::isBareSecret));

    /** What stands where a secret would, in examples, schemas and forms. */
    private static final Set<String> STAND_INS = Set.of(
            "password",
            "passwd",
            "secret",
            "token",
            "string",
            "required",
            "optional",
            "example",
            "changeme",
            "change-me",
            "change_me",
            "placeholder",
            "undefined",
            "hidden",
            "redacted",
            "removed",
            "masked",
            "current-password",
            "new-password",
            "username",
            "default",
            "process",
            "config",
            "your-password",
            "yourpassword",
            "your_password");

    /** An identifier, or several joined by dots: code that names where the secret is. */
    private static final Pattern REFERENCE =
            Pattern.compile("@?[A-Za-z_][0-9A-Za-z_]*(?:(?:\\.|::|->|\\?\\.)[A-Za-z_][0-9A-Za-z_]*)+");

    private static final Pattern PATH_OR_ADDRESS = Pattern.compile("(?:\\.{0,2}/|~/|[A-Za-z]+://|[A-Za-z]:[\\\\/]).*");

    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+");

    private AssignedSecret() {}

    private static boolean isQuotedSecret(String text, int start, int end) {
        boolean isDrawn = Randomness.hasDigit(text, start, end) || hasMark(text, start, end);
        return isWritten(text, start, end)
                && !isReference(text, start, end)
                && (isDrawn || isAssignedWord(text, start, end));
    }

    /** A word alone is a secret after an equals sign. After a colon it is more often a label or a type. */
    private static boolean isAssignedWord(String text, int start, int end) {
        String before = text.substring(Math.max(0, start - 16), start).toLowerCase(Locale.ROOT);
        return before.matches("(?s).*(?:word|wd|phrase|pass|wort)\\\\?[\"'`]?\\s{0,3}=\\s{0,3}\\\\?[\"'`]");
    }

    private static boolean isBareSecret(String text, int start, int end) {
        return Randomness.hasLetter(text, start, end)
                && (Randomness.hasDigit(text, start, end) || hasMark(text, start, end))
                && isWritten(text, start, end)
                && !isReference(text, start, end)
                && "([".indexOf(Edges.at(text, end)) < 0;
    }

    private static boolean isWritten(String text, int start, int end) {
        String value = text.substring(start, end);
        return !STAND_INS.contains(value.toLowerCase(Locale.ROOT))
                && !Randomness.isOneCharacter(text, start, end)
                && "$%{<*#@^~".indexOf(value.charAt(0)) < 0
                && !value.startsWith("required|")
                && !value.contains("${")
                && !value.contains("{{");
    }

    private static boolean isReference(String text, int start, int end) {
        String value = text.substring(start, end);
        return REFERENCE.matches(value) || PATH_OR_ADDRESS.matches(value) || CONSTANT.matches(value);
    }

    /** Of the marks that people put into passwords; those of words, numbers and code are not among them. */
    private static boolean hasMark(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if ("!@#%^*~".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
