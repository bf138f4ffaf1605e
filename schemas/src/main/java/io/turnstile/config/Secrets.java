package io.turnstile.config;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Which values must not be shown, and what stands in their place. */
final class Secrets {

    private static final String MASK = "********";

    /** What Kafka's own clients declare as a password: keys and certificates among it, whose names do not say so. */
    private static final Set<String> PASSWORDS = Stream.of(
                    ProducerConfig.configDef(), ConsumerConfig.configDef(), AdminClientConfig.configDef())
            .flatMap(definition -> definition.configKeys().values().stream())
            .filter(key -> key.type == ConfigDef.Type.PASSWORD)
            .map(key -> key.name)
            .collect(Collectors.toUnmodifiableSet());

    /** For what is not Kafka's own: plug-ins, and keys declared here. */
    private static final Set<String> TELLING_WORDS =
            Set.of("password", "passphrase", "secret", "jaas", "api-key", "user.info");

    /** Keys declared here that no word gives away; a file's path, under a longer key, is no secret. */
    private static final Set<String> OWN = Set.of("redaction.key");

    private Secrets() {}

    /** The text, masked where the key names a secret; the user information of an address is masked under any key. */
    static String mask(String key, String text) {
        return isSecret(key.toLowerCase(Locale.ROOT)) ? MASK : text.replaceAll("://[^/@\\s]+@", "://" + MASK + "@");
    }

    /** A client's key can stand behind a prefix, as in kafka.main.consumer.ssl.keystore.key. */
    private static boolean isSecret(String key) {
        return OWN.contains(key)
                || PASSWORDS.stream().anyMatch(name -> key.equals(name) || key.endsWith("." + name))
                || TELLING_WORDS.stream().anyMatch(key::contains);
    }
}
