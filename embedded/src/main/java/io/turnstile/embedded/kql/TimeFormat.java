package io.turnstile.embedded.kql;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.function.BiFunction;

/** What format_datetime() and format_timespan() give. A letter that they do not know is an error. */
final class TimeFormat {

    private static final String DELIMITERS = " /-:,._[]";

    private TimeFormat() {}

    static String datetime(LocalDateTime time, String format) {
        return each(format, (letter, width) -> part(time, letter, width));
    }

    static String timespan(Duration time, String format) {
        Duration size = time.abs();
        LocalDateTime clock = LocalDateTime.of(1, 1, 1, 0, 0).plus(size.minusDays(size.toDays()));
        return each(
                format, (letter, width) -> letter == 'd' ? padded(size.toDays(), width) : part(clock, letter, width));
    }

    private static String each(String format, BiFunction<Character, Integer, String> part) {
        var text = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            char letter = format.charAt(at);
            int end = at + 1;
            while (end < format.length() && format.charAt(end) == letter) {
                end++;
            }
            if (DELIMITERS.indexOf(letter) >= 0) {
                text.append(format, at, end);
            } else {
                text.append(known(part.apply(letter, end - at), format));
            }
            at = end;
        }
        return text.toString();
    }

    private static String known(String part, String format) {
        if (part == null) {
            throw new KqlException(
                    KqlException.Code.RUNTIME,
                    "The format '" + format + "' is not one of times. Use d, f, F, h, H, m, M, s, t, y between " + "'"
                            + DELIMITERS + "'.");
        }
        return part;
    }

    /** Null for a letter that is none. */
    private static String part(LocalDateTime time, char letter, int width) {
        int ticks = time.getNano() / 100;
        return switch (letter) {
            case 'y' -> padded(width > 2 ? time.getYear() : time.getYear() % 100, width);
            case 'M' -> width > 2 ? null : padded(time.getMonthValue(), width);
            case 'd' -> width > 2 ? null : padded(time.getDayOfMonth(), width);
            case 'H' -> padded(time.getHour(), width);
            case 'h' -> padded((time.getHour() + 11) % 12 + 1, width);
            case 'm' -> padded(time.getMinute(), width);
            case 's' -> padded(time.getSecond(), width);
            case 't' -> (time.getHour() < 12 ? "AM" : "PM").substring(0, Math.min(width, 2));
            case 'f' -> width > 7 ? null : padded(ticks, 7).substring(0, width);
            case 'F' -> width > 7 ? null : padded(ticks, 7).substring(0, width).replaceAll("0+$", "");
            default -> null;
        };
    }

    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
