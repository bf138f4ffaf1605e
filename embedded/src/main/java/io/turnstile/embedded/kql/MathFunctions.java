package io.turnstile.embedded.kql;

import static io.turnstile.embedded.kql.KqlType.LONG;
import static io.turnstile.embedded.kql.KqlType.REAL;
import static io.turnstile.embedded.kql.ScalarFunction.ANY;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.function.LongBinaryOperator;

/** Functions of numbers. */
final class MathFunctions {

    private MathFunctions() {}

    static Map<String, ScalarFunction> all() {
        var all = new HashMap<String, ScalarFunction>();
        real(all, "sqrt", Math::sqrt);
        real(all, "exp", Math::exp);
        real(all, "exp2", x -> Math.pow(2, x));
        real(all, "exp10", x -> Math.pow(10, x));
        real(all, "log", Math::log);
        real(all, "log10", Math::log10);
        real(all, "log2", x -> Math.log(x) / Math.log(2));
        real(all, "sin", Math::sin);
        real(all, "cos", Math::cos);
        real(all, "tan", Math::tan);
        real(all, "asin", Math::asin);
        real(all, "acos", Math::acos);
        real(all, "atan", Math::atan);
        real(all, "degrees", Math::toDegrees);
        real(all, "radians", Math::toRadians);
        all.put("atan2", ScalarFunction.of(a -> Math.atan2((double) a[0], (double) a[1]), REAL, REAL));
        all.put("pow", ScalarFunction.of(a -> Math.pow((double) a[0], (double) a[1]), REAL, REAL));
        all.put("pi", ScalarFunction.of(a -> Math.PI));
        all.put("isnan", ScalarFunction.of(a -> Double.isNaN((double) a[0]), REAL));
        all.put("isinf", ScalarFunction.of(a -> Double.isInfinite((double) a[0]), REAL));
        all.put("isfinite", ScalarFunction.of(a -> Double.isFinite((double) a[0]), REAL));
        all.put("abs", ScalarFunction.of(a -> abs(a[0]), ANY));
        all.put("sign", ScalarFunction.of(a -> (long) Math.signum(((Number) a[0]).doubleValue()), ANY));
        all.put("ceiling", ScalarFunction.of(a -> ceiling(a[0]), ANY));
        all.put("round", ScalarFunction.of(a -> round(a), ANY, LONG).optional(1));
        all.put("min_of", extreme(comparison -> comparison < 0));
        all.put("max_of", extreme(comparison -> comparison > 0));
        binary(all, "binary_and", (a, b) -> a & b);
        binary(all, "binary_or", (a, b) -> a | b);
        binary(all, "binary_xor", (a, b) -> a ^ b);
        all.put("binary_not", ScalarFunction.of(a -> ~(long) a[0], LONG));
        all.put("bitset_count_ones", ScalarFunction.of(a -> (long) Long.bitCount((long) a[0]), LONG));
        return all;
    }

    private static void real(Map<String, ScalarFunction> all, String name, DoubleUnaryOperator operator) {
        all.put(name, ScalarFunction.of(a -> operator.applyAsDouble((double) a[0]), REAL));
    }

    private static void binary(Map<String, ScalarFunction> all, String name, LongBinaryOperator operator) {
        all.put(name, ScalarFunction.of(a -> operator.applyAsLong((long) a[0], (long) a[1]), LONG, LONG));
    }

    private static Object abs(Object value) {
        if (value instanceof Duration time) {
            return time.abs();
        }
        if (value instanceof Double real) {
            return Math.abs(real);
        }
        return value instanceof BigDecimal decimal ? decimal.abs() : (Object) Math.abs(((Number) value).longValue());
    }

    private static Object ceiling(Object value) {
        if (value instanceof Double real) {
            return Math.ceil(real);
        }
        return value instanceof BigDecimal decimal ? decimal.setScale(0, RoundingMode.CEILING) : value;
    }

    /** Halves go to the even neighbour; a whole number stays as it is. */
    private static Object round(Object[] arguments) {
        int digits = arguments.length > 1 ? Math.toIntExact((long) arguments[1]) : 0;
        if (arguments[0] instanceof Double real) {
            if (!Double.isFinite(real)) {
                return real;
            }
            return BigDecimal.valueOf(real)
                    .setScale(digits, RoundingMode.HALF_EVEN)
                    .doubleValue();
        }
        return arguments[0] instanceof BigDecimal decimal
                ? decimal.setScale(digits, RoundingMode.HALF_EVEN)
                : arguments[0];
    }

    /** Nulls are passed over; of nulls alone it is null. */
    private static ScalarFunction extreme(IntPredicate isBetter) {
        return ScalarFunction.of(
                        arguments -> {
                            Object best = null;
                            for (Object value : arguments) {
                                boolean first = best == null;
                                if (value != null && (first || isBetter.test(Ordering.compare(value, best)))) {
                                    best = value;
                                }
                            }
                            return best;
                        },
                        ANY)
                .repeating()
                .takingNulls();
    }
}
