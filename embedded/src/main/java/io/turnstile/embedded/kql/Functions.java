package io.turnstile.embedded.kql;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The scalar functions by their names. */
final class Functions {

    private static final Map<String, ScalarFunction> ALL = all();

    private Functions() {}

    static Optional<ScalarFunction> named(String name, QueryContext query) {
        ScalarFunction function = ALL.get(name);
        return function == null
                ? Optional.ofNullable(RegexFunctions.all(query.regexes()).get(name))
                : Optional.of(function);
    }

    private static Map<String, ScalarFunction> all() {
        var all = new HashMap<String, ScalarFunction>();
        all.putAll(StringFunctions.all());
        all.putAll(ConversionFunctions.all());
        all.putAll(MathFunctions.all());
        all.putAll(DateTimeFunctions.all());
        all.putAll(ArrayFunctions.all());
        all.putAll(BagFunctions.all());
        all.putAll(SetFunctions.all());
        all.putAll(BinFunctions.all());
        return Map.copyOf(all);
    }
}
