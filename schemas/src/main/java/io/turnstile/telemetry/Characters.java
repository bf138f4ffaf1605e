package io.turnstile.telemetry;

/**
 * Characters as they are counted wherever a text is measured: Unicode code points, as KQL's strlen counts them. Java's
 * own length counts what lies beyond the basic plane twice, an emoji for instance.
 */
public final class Characters {

    private Characters() {}

    /** How many characters a text has. */
    public static int count(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The first characters of a text, or all of it where it has no more. */
    public static String first(int characters, String text) {
        return text.length() <= characters || count(text) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters));
    }
}
