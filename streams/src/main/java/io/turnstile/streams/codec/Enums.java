package io.turnstile.streams.codec;

/** Constants of the domain and of the schemas have one name. */
final class Enums {

    private Enums() {}

    /** The constant of the same name; null for null. */
    static <T extends Enum<T>> T sameName(Enum<?> constant, Class<T> type) {
        return constant == null ? null : Enum.valueOf(type, constant.name());
    }
}
