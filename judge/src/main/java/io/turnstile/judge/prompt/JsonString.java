package io.turnstile.judge.prompt;

/**
 * A text as a JSON string that cannot be taken for anything else: it holds no line break and no angle bracket, so none of
 * our markers and no tag of a chat template; and nothing that a reader does not see, such as control and format
 * characters, Unicode tags, or variation selectors. All of these are written as escapes, and a parser gets the text back
 * unchanged.
 */
final class JsonString {

    /**
     * First and last of each range that is escaped beside the brackets. A table, and not the categories of the JDK, whose
     * later versions know more characters: the same text must be rendered the same everywhere.
     */
    private static final int[] UNSEEN = {
        0x00, 0x1f, 0x7f, 0x9f, 0xad, 0xad, 0x34f, 0x34f, 0x600, 0x605, 0x61c, 0x61c, 0x6dd, 0x6dd, 0x70f, 0x70f, 0x890,
        0x891, 0x8e2, 0x8e2, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180f, 0x200b, 0x200f, 0x2028, 0x202e, 0x2060,
        0x206f, 0x2800, 0x2800, 0x3164, 0x3164, 0xd800, 0xf8ff, 0xfdd0, 0xfdef, 0xfe00, 0xfe0f, 0xfeff, 0xfeff, 0xffa0,
        0xffa0, 0xfff0, 0xfffb, 0xfffe, 0xffff, 0x110bd, 0x110bd, 0x110cd, 0x110cd, 0x13430, 0x1345f, 0x1bca0, 0x1bca3,
        0x1d173, 0x1d17a, 0xe0000, 0x10ffff
    };

    private JsonString() {}

    static String quoted(String text) {
        var json = new StringBuilder(text.length() + text.length() / 8 + 2).append('"');
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            append(json, text, at, point);
            at += Character.charCount(point);
        }
        return json.append('"').toString();
    }

    private static void append(StringBuilder json, String text, int at, int point) {
        switch (point) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> {
                if (isBracket(point) || isUnseen(point) || opensTemplateTag(text, at)) {
                    appendEscaped(json, point);
                } else {
                    json.appendCodePoint(point);
                }
            }
        }
    }

    /** Angle brackets, and those of other widths that look or are normalised like them. */
    private static boolean isBracket(int point) {
        return point == '<' || point == '>' || point == 0xfe64 || point == 0xfe65 || point == 0xff1c || point == 0xff1e;
    }

    private static boolean isUnseen(int point) {
        for (int i = 0; i < UNSEEN.length && point >= UNSEEN[i]; i += 2) {
            if (point <= UNSEEN[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Some chat templates have tags in square brackets, such as [INST], that tokenizers read wherever they stand. */
    private static boolean opensTemplateTag(String text, int at) {
        if (text.charAt(at) != '[') {
            return false;
        }
        int end = at + 1;
        while (end < text.length() && isOfTemplateTag(text.charAt(end))) {
            end++;
        }
        return end > at + 1 && end < text.length() && text.charAt(end) == ']';
    }

    private static boolean isOfTemplateTag(char character) {
        return character >= 'A' && character <= 'Z' || character == '_' || character == '/';
    }

    private static void appendEscaped(StringBuilder json, int point) {
        for (char unit : Character.toChars(point)) {
            json.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                json.append(Character.forDigit(unit >> shift & 0xf, 16));
            }
        }
    }
}
