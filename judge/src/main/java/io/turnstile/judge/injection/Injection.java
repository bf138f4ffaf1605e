package io.turnstile.judge.injection;

import java.util.Collection;

/**
 * Whether a text seems to address whoever judges it: to set the label, to void the instructions, to end the material or
 * to speak as somebody else; also when that is encoded, disguised or invisible.
 *
 * <p>A suspicion and no proof. It costs more votes and changes no label by itself, so that a wrong one is cheap; what
 * keeps text from becoming an instruction is how it is rendered, and not this. It takes time linear in the text's length.
 */
public final class Injection {

    /** Changes with anything that can change what is suspected. */
    public static final String VERSION = "1";

    private Injection() {}

    /** Whether any of the texts is suspected. */
    public static boolean isSuspectedIn(Collection<String> texts) {
        return texts.stream().anyMatch(Injection::isSuspectedIn);
    }

    static boolean isSuspectedIn(String text) {
        return HiddenText.isIn(text)
                || Disguises.of(text).stream().anyMatch(plain -> Sign.weightIn(plain) >= Sign.SUSPICIOUS)
                || EncodedText.in(text).stream().anyMatch(EncodedText::isSuspicious);
    }
}
