package io.turnstile.producers.redaction;

import java.util.function.IntPredicate;

/** How far around a literal a regular expression has to look. Reaches of one kind coincide or do not overlap. */
enum Reach {
    /** To white space on both sides. */
    WORD {
        @Override
        int start(String text, int hit, int from) {
            int start = hit;
            while (start > from && !Character.isWhitespace(text.charAt(start - 1))) {
                start--;
            }
            return start;
        }

        @Override
        int end(String text, int hit) {
            int end = hit;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            return end;
        }
    },

    /** From shortly before the literal, which is a name, to the end of the line. */
    REST_OF_LINE {
        @Override
        int start(String text, int hit, int from) {
            return Math.max(from, hit - LONGEST_NAME);
        }

        @Override
        int end(String text, int hit) {
            int end = text.indexOf('\n', hit);
            return end < 0 ? text.length() : end;
        }
    },

    /** From shortly before a name that something is assigned to, over the assignment, to the end of the value's word. */
    ASSIGNMENT {
        @Override
        int start(String text, int hit, int from) {
            return Math.max(from, hit - LONGEST_NAME);
        }

        @Override
        int end(String text, int hit) {
            int name = skip(text, hit, LONGEST_NAME, Reach::isOfName);
            int quote = skip(text, name, 2, Reach::isQuote);
            int sign = skip(text, quote, 3, Character::isWhitespace);
            if (SIGNS.indexOf(Edges.at(text, sign)) < 0) {
                return NONE;
            }
            int signs = skip(text, sign, 3, unit -> SIGNS.indexOf(unit) >= 0);
            return valueEnd(text, skip(text, signs, 3, Character::isWhitespace));
        }
    },

    /** As an assignment, with a comma or an attribute between the name, which is in quotes, and the value. */
    ARGUMENT {
        @Override
        int start(String text, int hit, int from) {
            return ASSIGNMENT.start(text, hit, from);
        }

        @Override
        int end(String text, int hit) {
            int name = skip(text, hit, LONGEST_NAME, Reach::isOfName);
            int quote = skip(text, name, 2, Reach::isQuote);
            int between = skip(text, quote, 8, unit -> Character.isWhitespace(unit) || ",value=".indexOf(unit) >= 0);
            return quote == name || between == quote ? NONE : valueEnd(text, between);
        }
    },

    /** From shortly before a word that says what a number is, over the number. */
    LABEL {
        @Override
        int start(String text, int hit, int from) {
            return Math.max(from, hit - LONGEST_NAME);
        }

        @Override
        int end(String text, int hit) {
            int number = skip(text, hit, LONGEST_LABEL, unit -> !Edges.isDigit((char) unit) && unit != '\n');
            return Edges.isDigit(Edges.at(text, number)) ? NUMBER.end(text, number) : NONE;
        }
    },

    /** Over digits and what groups them, and one character on each side. */
    NUMBER {
        @Override
        int start(String text, int hit, int from) {
            int start = hit;
            while (start > from && isOfNumber(text.charAt(start - 1))) {
                start--;
            }
            return start;
        }

        @Override
        int end(String text, int hit) {
            int end = hit;
            while (end < text.length() && isOfNumber(text.charAt(end))) {
                end++;
            }
            return end;
        }
    },

    /** Over hexadecimal digits, colons and dots. */
    ADDRESS {
        @Override
        int start(String text, int hit, int from) {
            int start = hit;
            while (start > from && isOfAddress(text.charAt(start - 1))) {
                start--;
            }
            return start;
        }

        @Override
        int end(String text, int hit) {
            int end = hit;
            while (end < text.length() && isOfAddress(text.charAt(end))) {
                end++;
            }
            return end;
        }
    },

    /** From a begin line to its end line, or to where the next dashes stand. */
    ARMOUR {
        @Override
        int start(String text, int hit, int from) {
            return Math.max(from, hit - "-----BEGIN".length());
        }

        @Override
        int end(String text, int hit) {
            int dashes = text.indexOf("--", hit);
            int body = skipDashes(text, dashes);
            int footer = body < 0 ? -1 : text.indexOf("--", body);
            if (footer < 0 || !text.startsWith("-----END", footer)) {
                return footer < 0 ? text.length() : footer;
            }
            int end = text.indexOf("-----", footer + "-----END".length());
            return end < 0 || end > footer + LONGEST_FOOTER ? footer : end + "-----".length();
        }

        private int skipDashes(String text, int from) {
            int at = from;
            while (at >= 0 && at < text.length() && text.charAt(at) == '-') {
                at++;
            }
            return at;
        }
    };

    /** There can be no occurrence here. */
    static final int NONE = -1;

    private static final int LONGEST_NAME = 40;
    /** These patterns are the dearest, and a file of another kind can be one word of megabytes. */
    private static final int LONGEST_VALUE = 4_096;

    private static final int LONGEST_LABEL = 24;

    /** What stands between a name and its value, or how the words between them begin: is, ist, es, est. */
    private static final String SIGNS = "=:：>isSetT是为";

    private static final int LONGEST_FOOTER = 80;

    /** @param from where the text has already been looked at up to */
    abstract int start(String text, int hit, int from);

    /** {@link #NONE} where there can be no occurrence. */
    abstract int end(String text, int hit);

    private static int skip(String text, int from, int most, IntPredicate isSkipped) {
        int at = from;
        while (at < text.length() && at - from < most && isSkipped.test(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int valueEnd(String text, int from) {
        return skip(text, from, LONGEST_VALUE, unit -> !Character.isWhitespace(unit));
    }

    private static boolean isOfName(int unit) {
        return Edges.isDigit((char) unit) || Edges.isAsciiLetter((char) unit) || unit == '_' || unit == '-';
    }

    private static boolean isQuote(int unit) {
        return unit == '"' || unit == '\'' || unit == '`' || unit == '\\';
    }

    private static boolean isOfNumber(char unit) {
        return unit >= '0' && unit <= '9' || "+-. ()/\u00a0".indexOf(unit) >= 0;
    }

    private static boolean isOfAddress(char unit) {
        return Character.digit(unit, 16) >= 0 && unit < 128 || unit == ':' || unit == '.';
    }
}
