package io.turnstile.producers.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ten times the text may not take much more than ten times the time, whatever the text is. A ratio, because nobody knows
 * how fast the machine is; of the thread's own time, because the machine does other things, too.
 */
class LinearTimeTest {

    private static final TextRedactor REDACTOR = new TextRedactor(EnumSet.allOf(RedactionType.class));
    private static final int CHARACTERS = 5_000;
    private static final int TIMES = 10;

    /** A quadratic search would take 100 times the time. */
    private static final double MOST_TIMES = 35;

    private static final int REPEATS = 3;
    private static final int ATTEMPTS = 4;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    /** Near misses: what begins as a form and does not end as one. */
    static List<String> nearMisses() {
        return List.of(
                "a@",
                "a.",
                "@",
                "a@b.",
                "a@b.c ",
                "ada@corp.example ",
                "%40a.",
                "a.a@a.a.1",
                "1.",
                "1.2.3.",
                "256.1.1.1 ",
                "10.1.2.30 ",
                ":",
                "::",
                "fe80:",
                "a:b::",
                "+",
                "+1",
                "+1 2 ",
                "(202) ",
                "202-555-",
                "tel ",
                "tel 1",
                "4",
                "4111 ",
                "4111-",
                "4111111111111112",
                "eyJ",
                "eyJaaaaaaaaaaaaaaa.",
                "eyJaaaaaaaaaaaaaaa.eyJaaaaaaaaaa ",
                "AKIA",
                "AKIAABCD ",
                "ghp_",
                "ghp_a1b2",
                "sk-",
                "sk-a-",
                "xoxb-1",
                "bearer ",
                "Bearer a1",
                "authorization: ",
                "authorization: bearer ",
                "password",
                "password=",
                "password: '",
                "token ",
                "secret=\"a1",
                "://",
                "://a:",
                "a://b:c",
                "/home/",
                "/home/a",
                "/Users/",
                "C:\\Users\\",
                "\\",
                "\\\\",
                "\\n",
                "\"",
                "<",
                "<EMAIL>",
                "-",
                "-----BEGIN ",
                "-----BEGIN RSA PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n",
                "-----END RSA PRIVATE KEY-----",
                "AccountKey=",
                "sig=",
                "&sig=a",
                "accesskey=aaaa",
                "--password ",
                "hooks.slack.com/services/",
                "密码",
                "é@",
                "\uD83D",
                "ada ");
    }

    static Stream<String> lines() {
        return nearMisses().stream();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void tenTimesTheTextTakesAboutTenTimesTheTime(String piece) {
        String small = repeated(piece, CHARACTERS);
        String large = repeated(piece, CHARACTERS * TIMES);
        double ratio = ratio(small, large);
        // A pause of the machine can spoil one attempt; what is not linear spoils each.
        for (int attempt = 1; attempt < ATTEMPTS && ratio >= MOST_TIMES; attempt++) {
            ratio = Math.min(ratio, ratio(small, large));
        }

        assertThat(ratio).as("time for ten times '" + piece + "'").isLessThan(MOST_TIMES);
    }

    @Test
    void tenMegabytesTakeAboutTenTimesAsLongAsOne() {
        // In lines, as texts are; that a line may be of any length is shown above, near miss by near miss.
        String all = String.join("", nearMisses()) + "\n";
        String one = repeated(all, 1_000_000);
        long small = Math.max(time(one), 1);
        long again = Math.max(time(one), 1);

        assertThat((double) time(repeated(all, 10_000_000)) / Math.min(small, again))
                .isLessThan(MOST_TIMES);
    }

    private static double ratio(String small, String large) {
        return (double) least(large) / Math.max(1, least(small));
    }

    private static long time(String text) {
        long began = CLOCK.getCurrentThreadCpuTime();
        REDACTOR.redact(text, Set.of(new UserName("ada")), new RedactionTally());
        return CLOCK.getCurrentThreadCpuTime() - began;
    }

    private static long least(String text) {
        long[] nanos = new long[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            nanos[i] = time(text);
        }
        return Arrays.stream(nanos).min().orElseThrow();
    }

    private static String repeated(String piece, int characters) {
        return piece.repeat(characters / piece.length() + 1).substring(0, characters);
    }
}
