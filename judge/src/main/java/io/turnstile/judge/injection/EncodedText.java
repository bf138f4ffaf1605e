package io.turnstile.judge.injection;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Texts that are written as base64 or hexadecimal within a text. Whoever encodes a sign means to hide it. */
record EncodedText(String text, int depth) {

    /** Base64 of base64 is looked into; deeper, no model follows. */
    private static final int DEEPEST = 2;

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}(?:\\s[A-Za-z0-9+/_-]{60,76})*");
    private static final Pattern HEX = Pattern.compile("(?:(?:\\\\x|0x)?[0-9a-fA-F]{2}[ ,:]?){12,}");

    static List<EncodedText> in(String text) {
        return in(text, 1);
    }

    /** A single sign is enough here, however common it is in the open. */
    boolean isSuspicious() {
        return Sign.weightIn(text) > 0
                || depth < DEEPEST && in(text, depth + 1).stream().anyMatch(EncodedText::isSuspicious);
    }

    private static List<EncodedText> in(String text, int depth) {
        var found = new ArrayList<EncodedText>();
        var base64 = BASE64.matcher(text);
        while (base64.find()) {
            addReadable(found, base64(base64.group()), depth);
        }
        var hex = HEX.matcher(text);
        while (hex.find()) {
            addReadable(found, hex(hex.group()), depth);
        }
        return found;
    }

    private static byte[] base64(String run) {
        String standard = run.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
        int length = standard.length() % 4 == 1 ? standard.length() - 1 : standard.length();
        try {
            return Base64.getDecoder().decode(standard.substring(0, length));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] hex(String run) {
        String digits = run.toLowerCase(Locale.ROOT).replaceAll("\\\\x|0x|[ ,:]", "");
        return HexFormat.of().parseHex(digits.substring(0, digits.length() / 2 * 2));
    }

    private static void addReadable(List<EncodedText> found, byte[] bytes, int depth) {
        for (var charset : List.of(UTF_8, UTF_16LE)) {
            String text = readable(bytes, charset);
            if (!text.isEmpty()) {
                found.add(new EncodedText(text, depth));
            }
        }
    }

    /** The text, or nothing if the bytes are none. */
    private static String readable(byte[] bytes, Charset charset) {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            boolean isText = text.chars().allMatch(c -> c >= ' ' || Character.isWhitespace(c));
            return isText ? text : "";
        } catch (CharacterCodingException e) {
            return "";
        }
    }
}
