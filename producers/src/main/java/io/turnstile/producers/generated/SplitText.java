package io.turnstile.producers.generated;

import java.util.ArrayList;
import java.util.List;

/** A property's value as the client sends it: in parts of 8,192 characters under key, key_02 ... key_50. */
final class SplitText {

    static final int PART_CHARACTERS = 8_192;
    static final int MOST_PARTS = 50;

    /** What follows is lost. */
    static final int MOST_CHARACTERS = PART_CHARACTERS * MOST_PARTS;

    private SplitText() {}

    /** The parts. As in the client, a cut can fall inside a surrogate pair, and what follows the last part is lost. */
    static List<String> parts(String value) {
        if (value.length() <= PART_CHARACTERS) {
            return List.of(value);
        }
        var parts = new ArrayList<String>();
        for (int from = 0; from < value.length() && parts.size() < MOST_PARTS; from += PART_CHARACTERS) {
            parts.add(value.substring(from, Math.min(value.length(), from + PART_CHARACTERS)));
        }
        return List.copyOf(parts);
    }

    /** The key of a part, counted from 1. */
    static String key(String key, int part) {
        if (part == 1) {
            return key;
        }
        return key + (part < 10 ? "_0" : "_") + part;
    }
}
