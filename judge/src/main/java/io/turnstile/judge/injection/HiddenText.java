package io.turnstile.judge.injection;

/** Characters that a reader does not see and a model may read: a run of them has no honest use in a request. */
final class HiddenText {

    /** A flag's emoji is followed by up to six tags, the last of which ends it. */
    private static final int LONGEST_FLAG = 6;

    /** Some emoji and scripts take one or two of these in a row. */
    private static final int MOST_SELECTORS = 3;

    private HiddenText() {}

    static boolean isIn(String text) {
        int tags = 0;
        int selectors = 0;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            tags = isTag(point) ? tags + 1 : 0;
            selectors = isSelector(point) ? selectors + 1 : 0;
            if (tags > LONGEST_FLAG || selectors > MOST_SELECTORS || isDirectionOverride(point)) {
                return true;
            }
            at += Character.charCount(point);
        }
        return false;
    }

    static boolean isTag(int point) {
        return point >= 0xe0000 && point <= 0xe007f;
    }

    private static boolean isSelector(int point) {
        return point >= 0xfe00 && point <= 0xfe0f || point >= 0xe0100 && point <= 0xe01ef;
    }

    private static boolean isDirectionOverride(int point) {
        return point == 0x202d || point == 0x202e;
    }
}
