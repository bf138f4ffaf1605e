package io.turnstile.streams;

import java.util.Random;

/** Text that hardly compresses, so that its size is what it takes anywhere. */
final class Noise {

    private Noise() {}

    /** ASCII, one byte a character; the same for the same seed. */
    static String text(int length, long seed) {
        var random = new Random(seed);
        var text = new StringBuilder(length);
        for (int index = 0; index < length; index++) {
            text.append((char) (33 + random.nextInt(94)));
        }
        return text.toString();
    }
}
