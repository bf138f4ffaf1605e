package io.turnstile.judge.model;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What values of the model's settings must satisfy. */
final class Check {

    private Check() {}

    static void text(Setting<String> setting, String value) {
        if (value.isBlank()) {
            throw new ConfigurationException("Configuration key " + setting.key() + " is blank. " + setting.doc());
        }
    }

    static void positive(Setting<?> setting, long value) {
        if (value <= 0) {
            throw new ConfigurationException("Configuration key " + setting.key() + " must be more than 0.");
        }
    }

    static void positive(Setting<Duration> setting, Duration value) {
        positive(setting, value.toMillis());
    }

    static void notNegative(Setting<?> setting, long value) {
        if (value < 0) {
            throw new ConfigurationException("Configuration key " + setting.key() + " must not be less than 0.");
        }
    }

    static void within(Setting<Integer> setting, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ConfigurationException(
                    "Configuration key " + setting.key() + " must be from " + least + " to " + most + ".");
        }
    }

    /** A parser of an enum's constants, in small letters and with dashes. */
    static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(constantName(text)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(constant ->
                                        constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .collect(Collectors.joining(", "))));
    }

    private static String constantName(String text) {
        return text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
