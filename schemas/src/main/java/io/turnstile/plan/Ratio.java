package io.turnstile.plan;

/**
 * How the classes stand to each other.
 *
 * @param reasoning parts of label 0
 * @param nonReasoning parts of label 1
 */
public record Ratio(int reasoning, int nonReasoning) {

    private static final String SEPARATOR = ":";

    /** @throws IllegalArgumentException if a part is not 1 to 10,000 */
    public Ratio {
        if (isNoPart(reasoning) || isNoPart(nonReasoning)) {
            throw new IllegalArgumentException("expected a ratio of two numbers from 1 to 10000, such as 70:30");
        }
    }

    /** @throws IllegalArgumentException if the text is not two numbers with a colon between */
    public static Ratio parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("expected a ratio such as 70:30");
        }
        return new Ratio(number(parts[0]), number(parts[1]));
    }

    /** How many of so many have a label; what does not divide goes to label 1. */
    public int of(int size, int label) {
        int first = (int) ((long) size * reasoning / (reasoning + nonReasoning));
        return label == 0 ? first : size - first;
    }

    @Override
    public String toString() {
        return reasoning + SEPARATOR + nonReasoning;
    }

    private static boolean isNoPart(int part) {
        return part < 1 || part > 10_000;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a ratio such as 70:30", e);
        }
    }
}
