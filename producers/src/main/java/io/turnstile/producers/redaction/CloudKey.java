package io.turnstile.producers.redaction;

import com.google.re2j.Pattern;
import java.util.List;

/** Keys of clouds: those with a prefix of their own, and those that only a name beside them gives away. */
final class CloudKey {

    /** AWS access key ids, Google API keys and OAuth secrets, Alibaba key ids, Azure client secrets. */
    private static final String BY_FORM = Detectors.WORD_START
            + "((?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}"
            + "|AIza[0-9A-Za-z_-]{35}"
            + "|GOCSPX-[0-9A-Za-z_-]{28}"
            + "|LTAI[0-9A-Za-z]{16,26}"
            + "|[0-9A-Za-z_~.]{3}[0-9]Q~[0-9A-Za-z_~.-]{31,34})";

    /** AWS secret access keys, Azure account keys and shared access keys: base64 of a fixed length behind a name. */
    private static final String BY_NAME =
            "(?i:secret_?-?access_?-?key|aws_?-?secret_?-?key|aws_?-?secret|account_?-?key|shared_?access_?key)"
                    + "\\\\?[\"']?\\s{0,3}(?:=>|:=|[:=])\\s{0,3}\\\\?[\"']?([0-9A-Za-z/+]{40,100}={0,2})";

    /** The signature of a shared access signature: a SHA-256 in base64, its last characters often escaped. */
    private static final String SIGNATURE = "[?&;\"'\\s](?i:sig|signature)=((?:[0-9A-Za-z/+]|%[0-9A-Fa-f]{2}){43,}=?)";

    static final List<Detector> DETECTORS = List.of(
            new Detector(
                    RedactionType.CLOUD_KEY,
                    List.of("akia", "asia", "abia", "acca", "aiza", "gocspx-", "ltai", "0q~"),
                    Reach.WORD,
                    20,
                    Pattern.compile(BY_FORM),
                    (text, start, end) -> Edges.isFreeAfter(text, end)),
            new Detector(
                    RedactionType.CLOUD_KEY,
                    List.of(
                            "accesskey",
                            "access_key",
                            "access-key",
                            "accountkey",
                            "account_key",
                            "aws_secret",
                            "awssecret",
                            "aws-secret"),
                    Reach.ASSIGNMENT,
                    40,
                    Pattern.compile(BY_NAME),
                    CloudKey::isRandom),
            new Detector(
                    RedactionType.CLOUD_KEY,
                    List.of("sig=", "signature="),
                    Reach.WORD,
                    45,
                    Pattern.compile(SIGNATURE),
                    CloudKey::isRandom));

    private CloudKey() {}

    /** A hash in hexadecimal, or a word, is none of these. */
    private static boolean isRandom(String text, int start, int end) {
        return Randomness.isMixed(text, start, end);
    }
}
