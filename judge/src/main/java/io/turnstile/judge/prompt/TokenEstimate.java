package io.turnstile.judge.prompt;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/**
 * How many tokens a text has by o200k_base, the encoding of OpenAI's current models. Other models count otherwise, often
 * more: leave room in the budget.
 */
public final class TokenEstimate {

    /**
     * Longer texts are counted in pieces of this length, because the time that the encoding takes is not linear in the
     * length of a word. Each seam costs about one token too many.
     */
    private static final int PIECE = 1_000;

    private TokenEstimate() {}

    /** Loaded at first use: it takes a second. */
    private static final class Loaded {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    /** The estimate. Over texts that end with a line break and go on with no space or slash, it adds up. */
    public static int of(String text) {
        int tokens = 0;
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(start + PIECE, text.length());
            if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
                end--;
            }
            tokens += Loaded.ENCODING.countTokensOrdinary(text.substring(start, end));
            start = end;
        }
        return tokens;
    }
}
