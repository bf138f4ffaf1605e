package io.turnstile.embedded.kql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.Supplier;

/** What the aggregates of one value do with it. */
final class Folds {

    /** As Kusto: further elements are left out. */
    static final long MOST_ELEMENTS = 1_048_576;

    private Folds() {}

    /** Combines each value with what the former ones gave. */
    private static final class Reduction implements Fold {

        private final BinaryOperator<Object> operator;
        private Object result;

        Reduction(Object first, BinaryOperator<Object> operator) {
            this.result = first;
            this.operator = operator;
        }

        @Override
        public void add(Object value) {
            result = result == null ? value : operator.apply(result, value);
        }

        @Override
        public Object result() {
            return result;
        }
    }

    static Supplier<Fold> count() {
        return () -> new Reduction(0L, (count, value) -> (long) count + 1);
    }

    /** Of nothing it is 0. */
    static Supplier<Fold> sum(KqlType type) {
        KqlType result = type == KqlType.INT || type == KqlType.BOOL ? KqlType.LONG : type;
        Object zero = Conversions.to(result, 0L);
        var plus = Arithmetic.of("+", result, result, result)
                .orElseThrow(() -> new KqlException(
                        KqlException.Code.NOT_SUPPORTED, "The embedded engine does not know the sum of " + type + "."));
        return () -> new Reduction(zero, (sum, value) -> plus.of(sum, Conversions.to(result, value)));
    }

    static Supplier<Fold> extreme(int sign) {
        return () -> new Reduction(
                null, (best, value) -> Integer.signum(Ordering.compare(value, best)) == sign ? value : best);
    }

    /** The first value; of texts the first that is not empty. */
    static Supplier<Fold> any(KqlType type) {
        return () -> new Reduction(Types.absent(type), (first, value) -> "".equals(first) ? value : first);
    }

    static Supplier<Fold> bits(LongBinaryOperator operator) {
        return () -> new Reduction(
                null, (bits, value) -> operator.applyAsLong(Conversions.number(bits), Conversions.number(value)));
    }

    /** Of nothing it is NaN, for numbers. */
    static Supplier<Fold> average(KqlType type) {
        return () -> new Fold() {
            private double sum;
            private long count;

            @Override
            public void add(Object value) {
                sum += Types.isNumber(type)
                        ? ((Number) value).doubleValue()
                        : Conversions.number(value).doubleValue();
                count++;
            }

            @Override
            public Object result() {
                if (Types.isNumber(type)) {
                    return sum / count;
                }
                if (count == 0) {
                    return null;
                }
                long ticks = Math.round(sum / count);
                return type == KqlType.DATETIME ? (Object) Ticks.datetime(ticks) : Ticks.timespan(ticks);
            }
        };
    }

    static Supplier<Fold> distinctCount() {
        return () -> new Fold() {
            private final Set<Object> seen = new HashSet<>();

            @Override
            public void add(Object value) {
                seen.add(Conversions.key(value));
            }

            @Override
            public Object result() {
                return (long) seen.size();
            }
        };
    }

    /** Keeps the order of the rows. */
    static Supplier<Fold> list(long most) {
        return () -> new Fold() {
            private final ArrayNode list = Dynamics.array();

            @Override
            public void add(Object value) {
                if (list.size() < most) {
                    list.add(Dynamics.of(value));
                }
            }

            @Override
            public Object result() {
                return list;
            }
        };
    }

    /** In the order in which values were first seen; Kusto promises none. */
    static Supplier<Fold> set(long most) {
        return () -> new Fold() {
            private final Set<Object> seen = new HashSet<>();
            private final ArrayNode set = Dynamics.array();

            @Override
            public void add(Object value) {
                JsonNode element = Dynamics.of(value);
                if (element.isArray()) {
                    throw new KqlException(
                            KqlException.Code.NOT_SUPPORTED,
                            "The embedded engine does not know make_set() of arrays. Use mv-expand first.");
                }
                if (set.size() < most && seen.add(SetFunctions.key(element))) {
                    set.add(element);
                }
            }

            @Override
            public Object result() {
                return set;
            }
        };
    }

    /** Of two values of a key, the first; Kusto takes any. Of nothing it is an empty array, as in Kusto. */
    static Supplier<Fold> bag() {
        return () -> new Fold() {
            private final ObjectNode bag = Dynamics.bag();
            private boolean any;

            @Override
            public void add(Object value) {
                if (BagFunctions.isBag(value)) {
                    BagFunctions.merge(bag, (JsonNode) value);
                    any = true;
                }
            }

            @Override
            public Object result() {
                return any ? bag : Dynamics.array();
            }
        };
    }
}
