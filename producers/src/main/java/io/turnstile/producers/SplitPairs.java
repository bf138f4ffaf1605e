package io.turnstile.producers;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Mends long values whose sender cut them in the middle of a surrogate pair: the second half is moved from the start of
 * part {@code key_02} to the end of part {@code key}, and so on. UTF-8 has no form for half a pair, so writing the
 * parts as they came would turn the character into two question marks.
 */
final class SplitPairs {

    private static final Pattern PART = Pattern.compile("(.+)_(\\d\\d)");

    private SplitPairs() {}

    /** The properties with every cut pair whole; the same map where none was cut. */
    static Map<String, String> mended(Map<String, String> properties) {
        Map<String, String> mended = properties;
        for (var entry : properties.entrySet()) {
            if (endsInHalf(entry.getValue())) {
                String next = nextPart(entry.getKey());
                if (startsWithHalf(properties.get(next))) {
                    mended = mended == properties ? new HashMap<>(properties) : mended;
                    mended.merge(entry.getKey(), properties.get(next).substring(0, 1), String::concat);
                    mended.compute(next, (key, part) -> part.substring(1));
                }
            }
        }
        return mended;
    }

    private static boolean endsInHalf(String part) {
        return part != null && !part.isEmpty() && Character.isHighSurrogate(part.charAt(part.length() - 1));
    }

    private static boolean startsWithHalf(String part) {
        return part != null && !part.isEmpty() && Character.isLowSurrogate(part.charAt(0));
    }

    private static String nextPart(String key) {
        var part = PART.matcher(key);
        return part.matches()
                ? String.format(Locale.ROOT, "%s_%02d", part.group(1), Integer.parseInt(part.group(2)) + 1)
                : key + "_02";
    }
}
