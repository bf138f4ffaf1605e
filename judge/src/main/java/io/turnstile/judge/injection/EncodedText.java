package io.turnstile.judge.injection;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Texts that are written as base64 or hexadecimal within a text. Whoever encodes a sign means to hide it. */
record EncodedText(String text, int depth) {

    /** Base64 of base64 is looked into; deeper, no model follows. */
    private static final int DEEPEST = 2;

    /** Shorter runs say nothing. */
    private static final int SHORTEST = 16;

    /** From this length on a line is taken to be wrapped, and to go on in the next. */
    private static final int WRAPPED = 60;

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
        int at = 0;
        while (at < text.length()) {
            int end = endOfRun(text, at);
            if (end - at >= SHORTEST) {
                String run = text.substring(at, end).replace("\n", "");
                addReadable(found, base64(run), depth);
                addReadable(found, hex(run), depth);
            }
            at = end + 1;
        }
        return found;
    }

    /** Behind the characters of base64, of which those of hexadecimal are some, that stand here. */
    private static int endOfRun(String text, int start) {
        int end = start;
        int line = start;
        while (end < text.length() && (isOfBase64(text.charAt(end)) || isWrap(text, line, end))) {
            line = text.charAt(end) == '\n' ? end + 1 : line;
            end++;
        }
        return end;
    }

    private static boolean isWrap(String text, int line, int at) {
        return text.charAt(at) == '\n'
                && at - line >= WRAPPED
                && at + 1 < text.length()
                && isOfBase64(text.charAt(at + 1));
    }

    private static boolean isOfBase64(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '+'
                || c == '/'
                || c == '-'
                || c == '_';
    }

    private static byte[] base64(String run) {
        int length = run.length() % 4 == 1 ? run.length() - 1 : run.length();
        try {
            return Base64.getDecoder()
                    .decode(run.substring(0, length).replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] hex(String run) {
        boolean isHex = run.length() % 2 == 0 && run.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        return isHex ? HexFormat.of().parseHex(run) : new byte[0];
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
