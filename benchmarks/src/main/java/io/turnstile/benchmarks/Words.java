package io.turnstile.benchmarks;

import java.util.SplittableRandom;

/** Text that compresses about as well as prose does. */
record Words(SplittableRandom random) {

    private static final String[] SYLLABLES =
            "ka lo mi ne ru ta vo se pi du fa gor hel jun bra ster quo lin mar ton".split(" ");
    private static final int VOCABULARY = 6_000;

    /** So many words of a vocabulary of which few are common. */
    String some(int count) {
        var text = new StringBuilder(count * 7);
        for (int i = 0; i < count; i++) {
            double skewed = random.nextDouble() * random.nextDouble() * random.nextDouble();
            append(text, (int) (VOCABULARY * skewed));
            text.append(' ');
        }
        return text.toString();
    }

    /** What messagesJson holds: for each message its role, and its content's length in characters. */
    String lengths(int messages) {
        var text = new StringBuilder("[");
        for (int i = 0; i < messages; i++) {
            text.append("{\"role\":\"")
                    .append(i % 2 == 0 ? "user" : "assistant")
                    .append("\",\"content\":")
                    .append(random.nextInt(20_000))
                    .append("},");
        }
        text.setCharAt(text.length() - 1, ']');
        return text.toString();
    }

    private static void append(StringBuilder text, int word) {
        for (int rest = word; ; rest /= SYLLABLES.length) {
            text.append(SYLLABLES[rest % SYLLABLES.length]);
            if (rest < SYLLABLES.length) {
                return;
            }
        }
    }
}
