package io.turnstile.embedded.kql;

import java.math.BigDecimal;

/** How values compare. A null is smaller than all others where rows are sorted, and equal to none where values are. */
final class Ordering {

    private Ordering() {}

    /** Compares two values of one type, or two numbers; neither may be null. */
    @SuppressWarnings("unchecked")
    static int compare(Object left, Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return numbers(a, b);
        }
        return ((Comparable<Object>) left).compareTo(right);
    }

    private static int numbers(Number left, Number right) {
        if (left instanceof BigDecimal || right instanceof BigDecimal) {
            BigDecimal a = Conversions.decimal(left);
            BigDecimal b = Conversions.decimal(right);
            return a == null || b == null ? Double.compare(left.doubleValue(), right.doubleValue()) : a.compareTo(b);
        }
        if (left instanceof Double || right instanceof Double) {
            double a = left.doubleValue();
            double b = right.doubleValue();
            // Double.compare tells 0.0 from -0.0.
            return a == b ? 0 : Double.compare(a, b);
        }
        return Long.compare(left.longValue(), right.longValue());
    }

    /** Compares with null as the smallest. */
    static int nullsFirst(Object left, Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        return compare(left, right);
    }

    /** {@code ==}: null where both are null, false where one is. */
    static Boolean equal(Object left, Object right) {
        if (left == null || right == null) {
            return left == right ? null : (Boolean) false;
        }
        // NaN equals nothing, not even itself.
        return !isNaN(left) && !isNaN(right) && compare(left, right) == 0;
    }

    private static boolean isNaN(Object value) {
        return value instanceof Double number && number.isNaN();
    }
}
