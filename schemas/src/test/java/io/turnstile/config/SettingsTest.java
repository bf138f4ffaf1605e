package io.turnstile.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.topic.TopicConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final Setting<String> NAME = Setting.string("part.name", "by-default", "A name.");
    private static final Setting<Integer> COUNT = Setting.integer("part.max-count", 1, "A count.");
    private static final Setting<Boolean> SWITCH = Setting.bool("part.switch", false, "A switch.");
    private static final Setting<Duration> PERIOD = Setting.duration("part.period", Duration.ofMinutes(90), "A time.");
    private static final Setting<List<String>> LIST = Setting.list("part.list", List.of("a", "b"), "A list.");
    private static final Setting<Integer> FAMILY = Setting.integer("things.*", 0, "Things by their names.");
    private static final Setting<Integer> MEMBER = Setting.integer("things.declared", 7, "A thing.");
    private static final List<Setting<?>> DECLARED = List.of(NAME, COUNT, SWITCH, PERIOD, LIST);
    private static final Map<String, String> NONE = Map.of();

    @Test
    void withoutLayersTheDefaultsHold() {
        Settings settings = resolve(NONE, NONE, NONE, NONE);

        assertThat(settings.get(NAME)).isEqualTo("by-default");
        assertThat(settings.get(COUNT)).isEqualTo(1);
        assertThat(settings.get(SWITCH)).isFalse();
        assertThat(settings.get(PERIOD)).isEqualTo(Duration.ofMinutes(90));
        assertThat(settings.get(LIST)).containsExactly("a", "b");
        assertThat(settings.originOf(NAME.key())).isEqualTo("default");
        assertThat(settings.kafka()).isEmpty();
    }

    @Test
    void eachLayerStandsAboveTheOneBefore() {
        var preset = Map.of(NAME.key(), "by-preset");
        var file = Map.of(NAME.key(), "by-file");
        var environment = Map.of("TURNSTILE_PART_NAME", "by-environment");
        var flags = Map.of(NAME.key(), "by-flag");

        assertNamed(resolve(preset, NONE, NONE, NONE), "preset");
        assertNamed(resolve(preset, file, NONE, NONE), "file");
        assertNamed(resolve(preset, file, environment, NONE), "environment");
        assertNamed(resolve(preset, file, environment, flags), "flag");
    }

    @Test
    void aLayerLeavesTheKeysThatItDoesNotName() {
        Settings settings = resolve(NONE, Map.of(COUNT.key(), "2"), NONE, Map.of(NAME.key(), "by-flag"));

        assertThat(settings.get(COUNT)).isEqualTo(2);
        assertThat(settings.originOf(COUNT.key())).isEqualTo("file");
        assertThat(settings.get(SWITCH)).isFalse();
    }

    static Stream<Setting<?>> allDeclared() {
        return Stream.of(DECLARED, Cluster.SETTINGS, TopicConfiguration.SETTINGS)
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("allDeclared")
    void aKeysVariableSetsThatKey(Setting<?> setting) {
        var environment = Map.of(setting.environmentName(), setting.defaultText());

        Settings settings = Settings.resolve(List.of(setting), NONE, environment, NONE);

        assertThat(settings.originOf(setting.key())).isEqualTo("environment");
        assertThat(setting.environmentName()).matches("TURNSTILE_[A-Z0-9_]+");
    }

    @Test
    void aVariableIsNamedAfterItsKey() {
        assertThat(COUNT.environmentName()).isEqualTo("TURNSTILE_PART_MAX_COUNT");
    }

    @ParameterizedTest
    @CsvSource({"preset", "file", "flag"})
    void anUnknownKeyIsNamedWithItsLayer(String layer) {
        Map<String, String> unknown = Map.of("part.nmae", "x");

        assertThatThrownBy(() -> resolve(
                        layer.equals("preset") ? unknown : NONE,
                        layer.equals("file") ? unknown : NONE,
                        NONE,
                        layer.equals("flag") ? unknown : NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("part.nmae (from " + layer + ") is unknown")
                .hasMessageContaining("turnstile config");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TURNSTILE_PART_NMAE", "TURNSTILE_part_name", "TURNSTILE_KAFKA", "TURNSTILE_CONFIGURATION"})
    void anUnknownVariableIsNamedAsItWasWritten(String variable) {
        assertThatThrownBy(() -> resolve(NONE, NONE, Map.of(variable, "x"), NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(variable + " (from environment) is unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "KAFKA_HEAP_OPTS",
                "turnstile_part_name",
                "TURNSTILE_CONFIG",
                "TURNSTILE_JAVA_OPTS",
                "TURNSTILE_LOG_LEVEL",
                "TURNSTILE_REGISTRY_HOME",
                "TURNSTILE_KUSTO_URL",
                "TURNSTILE_SERVICE_HOST",
                "TURNSTILE_SERVICE_PORT_HTTP",
                "TURNSTILE_PORT",
                "TURNSTILE_PORT_8080_TCP_ADDR"
            })
    void aVariableThatIsNotConfigurationIsLeftAlone(String variable) {
        Settings settings = resolve(NONE, NONE, Map.of(variable, "x"), NONE);

        assertThat(settings.keys())
                .allSatisfy(key -> assertThat(settings.originOf(key)).isEqualTo("default"));
    }

    @Test
    void aDeclaredKeyIsReadEvenIfSomethingElseSetsItsVariable() {
        Setting<Integer> port = Setting.integer("port", 1, "A port.");

        Settings settings = Settings.resolve(List.of(port), NONE, Map.of("TURNSTILE_PORT", "2"), NONE);

        assertThat(settings.get(port)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "part.max-count, many, expected a whole number",
        "part.max-count, 99999999999, expected a whole number",
        "part.switch, yes, expected true or false",
        "part.period, soon, expected a number with a unit"
    })
    void aValueThatDoesNotParseIsNamedWithKeyLayerAndWhatIsExpected(String key, String value, String expected) {
        assertThatThrownBy(() -> resolve(NONE, Map.of(key, value), NONE, NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("(from file)")
                .hasMessageContaining("'" + value + "'")
                .hasMessageContaining(expected);
    }

    @Test
    void aLowerLayersBadValueDoesNotMatterOnceItIsOverridden() {
        Settings settings = resolve(NONE, Map.of(COUNT.key(), "many"), NONE, Map.of(COUNT.key(), " 3 "));

        assertThat(settings.get(COUNT)).isEqualTo(3);
    }

    @Test
    void aListIgnoresSpacesAndEmptyEntries() {
        Settings settings = resolve(NONE, NONE, NONE, Map.of(LIST.key(), " x , ,y,"));

        assertThat(settings.get(LIST)).containsExactly("x", "y");
    }

    @Test
    void kafkaKeysPassThroughFromEveryLayer() {
        Settings settings = resolve(
                Map.of("kafka.client.id", "preset"),
                Map.of("kafka.acks", "1", "kafka.fetch.min.bytes", "1"),
                Map.of("TURNSTILE_KAFKA_FETCH_MIN_BYTES", "2", "TURNSTILE_KAFKA_SECURITY_PROTOCOL", "SASL_SSL"),
                Map.of("kafka.acks", "all"));

        assertThat(settings.kafka())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "client.id", "preset",
                        "acks", "all",
                        "fetch.min.bytes", "2",
                        "security.protocol", "SASL_SSL"));
        assertThat(settings.originOf("kafka.fetch.min.bytes")).isEqualTo("environment");
        assertThat(settings.keys()).contains("kafka.acks", NAME.key());
    }

    @Test
    void aPrefixWithoutAKeyBehindItIsUnknown() {
        assertThatThrownBy(() -> resolve(NONE, Map.of("kafka.", "x"), NONE, NONE))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> resolve(NONE, NONE, Map.of("TURNSTILE_KAFKA_", "x"), NONE))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void passedThroughSettingsStandAboveAClientsOwnAndTheClustersAddress() {
        Settings settings = Settings.resolve(
                Cluster.SETTINGS, NONE, NONE, Map.of("kafka.acks", "1", "bootstrap.servers", "127.0.0.1:1"));

        assertThat(Cluster.from(settings).clientProperties(Map.of("acks", "all", "linger.ms", 5)))
                .isEqualTo(Map.of("acks", "1", "linger.ms", 5, "bootstrap.servers", "127.0.0.1:1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.sasl.jaas.config",
                "kafka.SASL.JAAS.CONFIG",
                "kafka.ssl.key.password",
                "kafka.ssl.keystore.key",
                "kafka.ssl.keystore.certificate.chain",
                "kafka.main.consumer.ssl.keystore.key",
                "kafka.sasl.oauthbearer.client.credentials.client.secret",
                "kafka.basic.auth.user.info"
            })
    void aSecretIsNotShownButIsHandedOn(String key) {
        Settings settings = resolve(NONE, NONE, NONE, Map.of(key, "hunter2"));

        assertThat(settings.show(key)).isEqualTo("********");
        assertThat(settings.kafka()).containsValue("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka.acks", "kafka.ssl.keystore.location", "kafka.sasl.oauthbearer.token.endpoint.url"})
    void whatIsNoSecretIsShown(String key) {
        assertThat(resolve(NONE, NONE, NONE, Map.of(key, "plain")).show(key)).isEqualTo("plain");
    }

    @Test
    void thePasswordInAnAddressIsNotShown() {
        Settings settings = Settings.resolve(
                Cluster.SETTINGS, NONE, NONE, Map.of("registry.url", "https://user:hunter2@registry.example:8081/a"));

        assertThat(settings.show("registry.url")).isEqualTo("https://********@registry.example:8081/a");
        assertThat(settings.get(Cluster.REGISTRY_URL)).contains("hunter2");
    }

    @Test
    void aSecretThatDoesNotParseIsNotInTheMessage() {
        Setting<Integer> secret = Setting.integer("part.secret", 0, "A secret.");

        assertThatThrownBy(() -> Settings.resolve(List.of(secret), NONE, NONE, Map.of(secret.key(), "hunter2")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("part.secret")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aFamilysKeysAreTakenFromEveryLayer() {
        Settings settings = Settings.resolve(
                List.of(NAME, FAMILY, MEMBER),
                Map.of("things.preset", "1", "things.own", "1"),
                Map.of("things.file", "2", "things.own", "2"),
                Map.of("TURNSTILE_THINGS_OF_THE_ENVIRONMENT", "3", "TURNSTILE_THINGS_OWN", "3"),
                Map.of("things.of.flags", "4"));

        assertThat(settings.family(FAMILY))
                .isEqualTo(Map.of(
                        "declared", 7, "file", 2, "of-the-environment", 3, "of.flags", 4, "own", 3, "preset", 1));
        assertThat(settings.originOf("things.own")).isEqualTo("environment");
        assertThat(settings.keys()).contains("things.of.flags").doesNotContain(FAMILY.key());
    }

    @Test
    void aMemberOfAFamilyThatWasDeclaredHasADefaultAndItsVariable() {
        Settings settings =
                Settings.resolve(List.of(FAMILY, MEMBER), NONE, Map.of("TURNSTILE_THINGS_DECLARED", "8"), NONE);

        assertThat(settings.get(MEMBER)).isEqualTo(8);
        assertThat(settings.family(FAMILY)).isEqualTo(Map.of("declared", 8));
    }

    @Test
    void aCommandMayAddToAFamily() {
        Settings settings = Settings.resolve(List.of(FAMILY), NONE, NONE, NONE).with(Map.of("things.found", "5"));

        assertThat(settings.family(FAMILY)).isEqualTo(Map.of("found", 5));
        assertThatThrownBy(() -> settings.with(Map.of("thing.found", "5")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("thing.found (from command) is unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"things", "things.", "thing.a", "my.things.a"})
    void aKeyOutsideOfAFamilyIsUnknown(String key) {
        assertThatThrownBy(() -> Settings.resolve(List.of(FAMILY), Map.of(key, "1"), NONE, NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key + " (from file) is unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TURNSTILE_THINGS", "TURNSTILE_THINGS_", "TURNSTILE_THING_A"})
    void aVariableOutsideOfAFamilyIsUnknown(String variable) {
        assertThatThrownBy(() -> Settings.resolve(List.of(FAMILY), NONE, Map.of(variable, "1"), NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("(from environment) is unknown");
    }

    @Test
    void aFamilysValueThatDoesNotParseIsNamedWithItsKey() {
        Settings settings = Settings.resolve(List.of(FAMILY), NONE, NONE, Map.of("things.many", "many"));

        assertThatThrownBy(() -> settings.family(FAMILY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Configuration key things.many (from flag) has the value 'many': expected a whole number.");
    }

    @Test
    void whatWasNotDeclaredHasNoValue() {
        Settings settings = Settings.resolve(List.of(NAME, FAMILY), NONE, NONE, NONE);

        assertThat(settings.family(FAMILY)).isEmpty();
        assertThatThrownBy(() -> settings.get(COUNT)).hasMessageContaining("part.max-count is not among those");
        assertThatThrownBy(() -> settings.get(FAMILY)).hasMessageContaining("things.* is not among those");
    }

    private static void assertNamed(Settings settings, String layer) {
        assertThat(settings.get(NAME)).isEqualTo("by-" + layer);
        assertThat(settings.originOf(NAME.key())).isEqualTo(layer);
    }

    private static Settings resolve(
            Map<String, String> preset,
            Map<String, String> file,
            Map<String, String> environment,
            Map<String, String> flags) {
        return Settings.resolve(DECLARED, preset, file, environment, flags);
    }
}
