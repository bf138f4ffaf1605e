package io.turnstile.embedded.kql;

import static io.turnstile.embedded.kql.ScalarFunction.ANY;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Rounding down to a multiple: bin(), floor() and bin_at(). */
final class BinFunctions {

    private BinFunctions() {}

    static Map<String, ScalarFunction> all() {
        var bin = ScalarFunction.of(a -> bin(a[0], a[1], zeroOf(a[0])), ANY, ANY);
        return Map.of(
                "bin", bin,
                // With one argument, to a whole number.
                "floor",
                        ScalarFunction.of(a -> bin(a[0], a.length > 1 ? a[1] : 1L, zeroOf(a[0])), ANY, ANY)
                                .optional(1),
                "bin_at", ScalarFunction.of(a -> bin(a[0], a[1], a[2]), ANY, ANY, ANY));
    }

    private static Object zeroOf(Object value) {
        return value instanceof Instant ? Ticks.datetime(0) : value instanceof Duration ? Duration.ZERO : (Object) 0L;
    }

    /** The greatest value of {@code at + n * size} that is not above the value; null if the size is not positive. */
    private static Object bin(Object value, Object size, Object at) {
        if (value instanceof Instant time) {
            Long ticks = size instanceof Duration step ? whole(Ticks.of(time), Ticks.of(step), ticks(at)) : null;
            return ticks == null ? null : Ticks.datetime(ticks);
        }
        if (value instanceof Duration time) {
            Long ticks = size instanceof Duration step ? whole(Ticks.of(time), Ticks.of(step), ticks(at)) : null;
            return ticks == null ? null : Ticks.timespan(ticks);
        }
        if (value instanceof Double || size instanceof Double) {
            return real(Conversions.real(value), Conversions.real(size), Conversions.real(at));
        }
        if (value instanceof BigDecimal || size instanceof BigDecimal) {
            return decimal(Conversions.decimal(value), Conversions.decimal(size), Conversions.decimal(at));
        }
        return whole((long) Conversions.number(value), (long) Conversions.number(size), (long) Conversions.number(at));
    }

    private static long ticks(Object time) {
        return time instanceof Instant instant ? Ticks.of(instant) : Ticks.of((Duration) time);
    }

    private static Long whole(long value, long size, long at) {
        return size <= 0 ? null : (Long) (at + Math.floorDiv(value - at, size) * size);
    }

    private static Double real(double value, double size, double at) {
        return size > 0 ? (Double) (at + Math.floor((value - at) / size) * size) : null;
    }

    private static BigDecimal decimal(BigDecimal value, BigDecimal size, BigDecimal at) {
        return size.signum() <= 0
                ? null
                : at.add(value.subtract(at).divide(size, 0, RoundingMode.FLOOR).multiply(size));
    }
}
