package io.turnstile.embedded.kql;

import java.util.Optional;

/** The names of the scalar types. */
final class Types {

    private Types() {}

    /** The type of a name; empty for what is no type of values, e.g. unknown. */
    static Optional<KqlType> named(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "bool", "boolean" -> KqlType.BOOL;
                    case "int" -> KqlType.INT;
                    case "long" -> KqlType.LONG;
                    case "real", "double" -> KqlType.REAL;
                    case "decimal" -> KqlType.DECIMAL;
                    case "datetime", "date" -> KqlType.DATETIME;
                    case "timespan", "time" -> KqlType.TIMESPAN;
                    case "guid", "uuid", "uniqueid" -> KqlType.GUID;
                    case "string" -> KqlType.STRING;
                    case "dynamic" -> KqlType.DYNAMIC;
                    default -> null;
                });
    }

    static boolean isNumber(KqlType type) {
        return type == KqlType.INT || type == KqlType.LONG || type == KqlType.REAL || type == KqlType.DECIMAL;
    }

    /** A string is never null. */
    static Object absent(KqlType type) {
        return type == KqlType.STRING ? "" : null;
    }
}
