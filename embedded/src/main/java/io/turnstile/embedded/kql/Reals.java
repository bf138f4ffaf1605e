package io.turnstile.embedded.kql;

import java.math.BigDecimal;

/** The text of a real: the fewest digits that give it back, as .NET writes them. */
final class Reals {

    /** From here on .NET writes an exponent. */
    private static final int MOST_DIGITS = 15;

    private static final int MOST_ZEROS = 5;

    private Reals() {}

    static String format(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "Infinity" : "-Infinity";
        }
        BigDecimal digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        if (digits.signum() == 0) {
            return "0.0";
        }
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent < MOST_DIGITS && exponent >= -MOST_ZEROS) {
            return digits.scale() <= 0 ? digits.toPlainString() + ".0" : digits.toPlainString();
        }
        return scientific(digits, exponent);
    }

    private static String scientific(BigDecimal digits, int exponent) {
        String all = digits.unscaledValue().abs().toString();
        String mantissa = all.length() == 1 ? all : all.charAt(0) + "." + all.substring(1);
        return (digits.signum() < 0 ? "-" : "")
                + mantissa
                + (exponent < 0 ? "E-" : "E+")
                + String.format("%02d", Math.abs(exponent));
    }
}
