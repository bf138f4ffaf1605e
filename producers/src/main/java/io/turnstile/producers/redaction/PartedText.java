package io.turnstile.producers.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A value that stands under one key, or in parts under {@code key}, {@code key_02} ... {@code key_50}. It is redacted as
 * a whole, because a secret does not stop where a part does.
 *
 * @param base the key without a number
 * @param first the number of the first part, from 1
 * @param count how many parts there are, with consecutive numbers
 */
record PartedText(String base, int first, int count) {

    static final int PART_CHARACTERS = 8_192;

    private static final Pattern LATER_PART = Pattern.compile("(?s)(.+)_(\\d\\d)");

    /**
     * The texts of a row. After a part that was lost, another text begins: nobody knows what stood between.
     *
     * @param properties the row's
     */
    static List<PartedText> of(Map<String, String> properties) {
        var texts = new ArrayList<PartedText>(properties.size());
        for (String key : properties.keySet()) {
            PartedText part = part(key, properties);
            if (part.first == 1 || properties.get(part.key(part.first - 1)) == null) {
                texts.add(part.withFollowing(properties));
            }
        }
        return texts;
    }

    /** The whole. */
    String in(Map<String, String> properties) {
        if (count == 1) {
            return properties.get(key(first));
        }
        var whole = new StringBuilder(count * PART_CHARACTERS);
        for (int part = first; part < first + count; part++) {
            whole.append(properties.get(key(part)));
        }
        return whole.toString();
    }

    /** Puts a new whole in the place of the parts, or takes them out where it is null. It takes no more parts than there were: the last holds the rest. */
    void replace(String whole, Map<String, String> properties) {
        if (whole == null) {
            IntStream.range(first, first + count).mapToObj(this::key).forEach(properties::remove);
            return;
        }
        int from = 0;
        for (int part = first; part < first + count; part++) {
            boolean isLast = part == first + count - 1;
            int end = isLast ? whole.length() : cut(whole, from);
            if (from < end || part == first) {
                properties.put(key(part), whole.substring(from, end));
            } else {
                properties.remove(key(part));
            }
            from = end;
        }
    }

    /** Where a part that begins there ends: not between the halves of a surrogate pair. */
    private static int cut(String whole, int from) {
        int end = Math.min(whole.length(), from + PART_CHARACTERS);
        boolean isInPair = end > from
                && end < whole.length()
                && Character.isHighSurrogate(whole.charAt(end - 1))
                && Character.isLowSurrogate(whole.charAt(end));
        return isInPair ? end + 1 : end;
    }

    /** A key such as {@code utf_16} has no first part, and is no part. */
    private static PartedText part(String key, Map<String, String> properties) {
        if (key.length() < 4 || key.charAt(key.length() - 3) != '_') {
            return new PartedText(key, 1, 1);
        }
        var later = LATER_PART.matcher(key);
        boolean isPart = later.matches() && properties.containsKey(later.group(1));
        return isPart ? new PartedText(later.group(1), Integer.parseInt(later.group(2)), 1) : new PartedText(key, 1, 1);
    }

    private PartedText withFollowing(Map<String, String> properties) {
        int last = first;
        while (properties.get(key(last + 1)) != null) {
            last++;
        }
        return new PartedText(base, first, last - first + 1);
    }

    private String key(int part) {
        return part == 1 ? base : base + (part < 10 ? "_0" : "_") + part;
    }
}
