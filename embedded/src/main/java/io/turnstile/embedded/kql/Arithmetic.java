package io.turnstile.embedded.kql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The operators + - * / %. A null operand makes a null. */
final class Arithmetic {

    /** .NET's decimal, and Kusto's, has 34 digits. */
    private static final MathContext DIGITS = MathContext.DECIMAL128;

    private Arithmetic() {}

    @FunctionalInterface
    interface Operation {
        Object of(Object left, Object right);
    }

    /**
     * The operation for operands of these types.
     *
     * @param symbol one of + - * / %
     */
    static Optional<Operation> of(String symbol, KqlType left, KqlType right, KqlType result) {
        Operation operation = choose(symbol, left, right, result);
        return Optional.ofNullable(operation).map(op -> (a, b) -> a == null || b == null ? null : op.of(a, b));
    }

    private static Operation choose(String symbol, KqlType left, KqlType right, KqlType result) {
        if (isTime(left) || isTime(right)) {
            return time(symbol, left, right);
        }
        return switch (result) {
            case INT, LONG -> (a, b) -> whole(symbol, Conversions.number(a), Conversions.number(b), result);
            case REAL -> (a, b) -> real(symbol, Conversions.real(a), Conversions.real(b));
            case DECIMAL -> (a, b) -> decimal(symbol, Conversions.decimal(a), Conversions.decimal(b));
            default -> null;
        };
    }

    private static boolean isTime(KqlType type) {
        return type == KqlType.DATETIME || type == KqlType.TIMESPAN;
    }

    private static Object whole(String symbol, Long left, Long right, KqlType result) {
        if (left == null || right == null) {
            return null;
        }
        Long value = whole(symbol, left.longValue(), right.longValue());
        return value == null || result == KqlType.LONG ? value : (Object) value.intValue();
    }

    private static Long whole(String symbol, long left, long right) {
        return switch (symbol) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> right == 0 ? null : (Long) (left / right);
            default -> modulo(left, right);
        };
    }

    /** Never negative: 0 <= n % d < abs(d). */
    private static Long modulo(long left, long right) {
        if (right == 0) {
            return null;
        }
        long rest = left % right;
        return rest < 0 ? rest + Math.abs(right) : rest;
    }

    private static Object real(String symbol, Double left, Double right) {
        if (left == null || right == null) {
            return null;
        }
        return switch (symbol) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> left / right;
            default -> {
                double rest = left % right;
                yield rest < 0 ? rest + Math.abs(right) : rest;
            }
        };
    }

    private static Object decimal(String symbol, BigDecimal left, BigDecimal right) {
        if (left == null || right == null) {
            return null;
        }
        boolean divides = symbol.equals("/") || symbol.equals("%");
        if (divides && right.signum() == 0) {
            return null;
        }
        return switch (symbol) {
            case "+" -> left.add(right, DIGITS);
            case "-" -> left.subtract(right, DIGITS);
            case "*" -> left.multiply(right, DIGITS);
            case "/" -> left.divide(right, DIGITS);
            default -> {
                BigDecimal rest = left.remainder(right);
                yield rest.signum() < 0 ? rest.add(right.abs()) : rest;
            }
        };
    }

    private static Operation time(String symbol, KqlType left, KqlType right) {
        return switch (symbol) {
            case "+" ->
                left == KqlType.DATETIME || right == KqlType.DATETIME
                        ? (a, b) -> Ticks.datetime(ticks(a) + ticks(b))
                        : (a, b) -> Ticks.timespan(ticks(a) + ticks(b));
            case "-" ->
                left == KqlType.DATETIME && right == KqlType.TIMESPAN
                        ? (a, b) -> Ticks.datetime(ticks(a) - ticks(b))
                        : (a, b) -> Ticks.timespan(ticks(a) - ticks(b));
            case "*" ->
                left == KqlType.TIMESPAN
                        ? (a, b) -> scaled(a, Conversions.decimal(b))
                        : (a, b) -> scaled(b, Conversions.decimal(a));
            case "/" ->
                left == KqlType.TIMESPAN && right == KqlType.TIMESPAN
                        ? (a, b) -> (double) ticks(a) / ticks(b)
                        : left == KqlType.TIMESPAN ? (a, b) -> divided(a, Conversions.decimal(b)) : null;
            default ->
                left == KqlType.TIMESPAN && right == KqlType.TIMESPAN ? (a, b) -> remainder(ticks(a), ticks(b)) : null;
        };
    }

    private static long ticks(Object time) {
        return time instanceof Instant instant ? Ticks.of(instant) : Ticks.of((Duration) time);
    }

    private static Duration remainder(long left, long right) {
        Long rest = modulo(left, right);
        return rest == null ? null : Ticks.timespan(rest);
    }

    private static Duration scaled(Object time, BigDecimal factor) {
        return factor == null ? null : timespan(BigDecimal.valueOf(ticks(time)).multiply(factor));
    }

    private static Duration divided(Object time, BigDecimal divisor) {
        return divisor == null || divisor.signum() == 0
                ? null
                : timespan(BigDecimal.valueOf(ticks(time)).divide(divisor, DIGITS));
    }

    private static Duration timespan(BigDecimal ticks) {
        return Ticks.timespan(ticks.setScale(0, RoundingMode.HALF_EVEN).longValue());
    }
}
