package io.turnstile.embedded.kql;

import java.util.Arrays;

/**
 * A function of values. A null argument makes a null, unless it {@link #takesNulls}.
 *
 * @param parameters the types that arguments are converted to; ANY leaves them as they are
 * @param required how many arguments there must be
 * @param repeats whether the last parameter may be given again and again
 */
record ScalarFunction(Object[] parameters, int required, boolean repeats, boolean takesNulls, Body body) {

    /** Stands among the parameters for any type. */
    static final Object ANY = "any";

    /** Computes the value. Arguments that were not given are missing from the end of the array. */
    @FunctionalInterface
    interface Body {
        Object of(Object[] arguments);
    }

    static ScalarFunction of(Body body, Object... parameters) {
        return new ScalarFunction(parameters, parameters.length, false, false, body);
    }

    /** The last so many arguments may be left out. */
    ScalarFunction optional(int count) {
        return new ScalarFunction(parameters, parameters.length - count, repeats, takesNulls, body);
    }

    ScalarFunction repeating() {
        return new ScalarFunction(parameters, required, true, takesNulls, body);
    }

    ScalarFunction takingNulls() {
        return new ScalarFunction(parameters, required, repeats, true, body);
    }

    boolean takes(int count) {
        return count >= required && (repeats || count <= parameters.length);
    }

    Object parameter(int position) {
        return parameters[Math.min(position, parameters.length - 1)];
    }

    Object call(Object[] arguments) {
        return !takesNulls && Arrays.asList(arguments).contains(null) ? null : body.of(arguments);
    }
}
