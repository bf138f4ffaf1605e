package io.turnstile.producers.redaction;

import com.google.re2j.Pattern;
import java.util.List;

/** Tokens of services, which have prefixes so that they can be found, and what stands in Authorization headers. */
final class ServiceToken {

    private static final String BY_PREFIX = Detectors.WORD_START
            + "(gh[opsur]_[0-9A-Za-z]{36,}"
            + "|github_pat_[0-9A-Za-z_]{22,}"
            + "|gl(?:pat|dt|rt|ptt|oas|soat|ft|cbt)-[0-9A-Za-z_.-]{20,}"
            + "|xox[abeoprs]-[0-9A-Za-z-]{10,}|xapp-[0-9]-[0-9A-Za-z-]{10,}"
            + "|npm_[0-9A-Za-z]{36}|pypi-[0-9A-Za-z_-]{50,}|dckr_pat_[0-9A-Za-z_-]{20,}"
            + "|sk-[0-9A-Za-z_-]{20,}|gsk_[0-9A-Za-z]{40,}|hf_[0-9A-Za-z]{30,}"
            + "|[rs]k_(?:live|test)_[0-9A-Za-z]{16,}|whsec_[0-9A-Za-z]{24,}"
            + "|SG\\.[0-9A-Za-z_-]{16,}\\.[0-9A-Za-z_-]{16,}"
            + "|ya29\\.[0-9A-Za-z_-]{20,}|do[opr]_v1_[0-9a-f]{64}|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"
            + "|dapi[0-9a-f]{32}|hvs\\.[0-9A-Za-z_-]{24,}|glsa_[0-9A-Za-z_]{32,}|lin_api_[0-9A-Za-z]{32,}"
            + "|[0-9]{8,10}:AA[0-9A-Za-z_-]{32,})";

    private static final List<String> PREFIXES = List.of(
            "gho_",
            "ghp_",
            "ghs_",
            "ghu_",
            "ghr_",
            "github_pat_",
            "glpat-",
            "gldt-",
            "glrt-",
            "glptt-",
            "gloas-",
            "glsoat-",
            "glft-",
            "glcbt-",
            "xoxa-",
            "xoxb-",
            "xoxe-",
            "xoxo-",
            "xoxp-",
            "xoxr-",
            "xoxs-",
            "xapp-",
            "npm_",
            "pypi-",
            "dckr_pat_",
            "sk-",
            "gsk_",
            "hf_",
            "k_live_",
            "k_test_",
            "whsec_",
            "sg.",
            "ya29.",
            "doo_v1_",
            "dop_v1_",
            "dor_v1_",
            "shpat_",
            "shpca_",
            "shppa_",
            "shpss_",
            "dapi",
            "hvs.",
            "glsa_",
            "lin_api_",
            "00000000:aa");

    /** The path of a webhook is its secret. */
    private static final String WEBHOOK = "hooks\\.slack\\.com/(?:services|workflows)/([0-9A-Za-z_/+-]{20,})";

    private static final String CREDENTIALS = "[0-9A-Za-z._~+/-]{8,}={0,2}";

    private static final String HEADER = "(?i:authorization)\\\\?[\"']?\\s{0,3}[:=,]\\s{0,3}\\\\?[\"'`]?"
            + "(?i:bearer|basic|token|apikey|api-key|negotiate|digest)\\s{1,3}(" + CREDENTIALS + ")";

    private static final String SCHEME = "\\b(?:[Bb]earer|BEARER)\\s{1,3}(" + CREDENTIALS + ")";

    static final List<Detector> DETECTORS = List.of(
            new Detector(
                    RedactionType.TOKEN, PREFIXES, Reach.WORD, 18, Pattern.compile(BY_PREFIX), ServiceToken::isDrawn),
            new Detector(
                    RedactionType.TOKEN,
                    List.of("hooks.slack.com/"),
                    Reach.WORD,
                    40,
                    Pattern.compile(WEBHOOK),
                    Detector.Check.ANY),
            new Detector(
                    RedactionType.TOKEN,
                    List.of("authorization"),
                    Reach.REST_OF_LINE,
                    20,
                    Pattern.compile(HEADER),
                    ServiceToken::isCredential),
            new Detector(
                    RedactionType.TOKEN,
                    List.of("bearer "),
                    Reach.REST_OF_LINE,
                    20,
                    Pattern.compile(SCHEME),
                    ServiceToken::isLongCredential));

    /** Shorter words follow the word bearer in prose. */
    private static final int LEAST_WITHOUT_HEADER = 16;

    private ServiceToken() {}

    /** Names begin with some of the prefixes, too: sk-estimator-pipeline-step, or SG.Something.Else. */
    private static boolean isDrawn(String text, int start, int end) {
        return Randomness.hasDigit(text, start, end)
                && Edges.isFreeAfter(text, end)
                && !isHyphenatedWords(text, start, end);
    }

    /** Between the hyphens of a name stand words or numbers; in a token, both are mixed in one piece. */
    private static boolean isHyphenatedWords(String text, int start, int end) {
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || "-_.".indexOf(text.charAt(i)) >= 0) {
                if (i - from >= 8 && Randomness.hasDigit(text, from, i) && Randomness.hasLetter(text, from, i)) {
                    return false;
                }
                from = i + 1;
            }
        }
        return text.charAt(end - 1) != '=' && !text.startsWith("xox", start);
    }

    private static boolean isCredential(String text, int start, int end) {
        return Randomness.hasDigit(text, start, end)
                || Randomness.hasLetter(text, start, end) && text.charAt(end - 1) == '=';
    }

    private static boolean isLongCredential(String text, int start, int end) {
        return end - start >= LEAST_WITHOUT_HEADER && Randomness.hasDigit(text, start, end);
    }
}
