package io.turnstile.judge.rubric;

import com.google.re2j.Pattern;

/** Counts matches and stops as soon as there are enough: each further one costs another pass over the text. */
final class Matches {

    private Matches() {}

    /** How many matches there are, at most {@code enough}. */
    static int count(Pattern pattern, String text, int enough) {
        var matcher = pattern.matcher(text);
        int found = 0;
        while (found < enough && matcher.find()) {
            found++;
        }
        return found;
    }
}
