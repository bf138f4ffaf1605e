package io.turnstile.producers.kusto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.Configuration;
import com.microsoft.azure.kusto.data.auth.ApplicationKeyTokenProvider;
import com.microsoft.azure.kusto.data.auth.AzureCliTokenProvider;
import com.microsoft.azure.kusto.data.auth.ConnectionStringBuilder;
import com.microsoft.azure.kusto.data.auth.ManagedIdentityTokenProvider;
import com.microsoft.azure.kusto.data.auth.TokenProviderBase;
import com.microsoft.azure.kusto.data.auth.TokenProviderFactory;
import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Settings;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Who the client says it is, up to the point where it would ask the network for a token. */
class KustoAuthenticationTest {

    private static final String CLUSTER = "https://name.region.kusto.windows.net";
    private static final String SECRET = "hush-hush";
    private static final String TOKEN_FILE = "AZURE_FEDERATED_TOKEN_FILE";

    private static final Map<String, String> PRINCIPAL = Map.of(
            "source.kusto.auth", "service-principal",
            "source.kusto.client-id", "the-client",
            "source.kusto.tenant-id", "the-tenant",
            "source.kusto.client-secret", SECRET);

    @TempDir
    private Path directory;

    @Test
    void aManagedIdentityIsThatOfTheMachineUnlessAClientIsNamed() throws Exception {
        var ofMachine = connecting(Map.of("source.kusto.auth", "managed-identity"));
        assertThat(ofMachine.getManagedIdentityClientId()).isNull();
        assertThat(provider(ofMachine)).isInstanceOf(ManagedIdentityTokenProvider.class);

        var assigned =
                connecting(Map.of("source.kusto.auth", "managed-identity", "source.kusto.client-id", "the-client"));
        assertThat(assigned.getManagedIdentityClientId()).isEqualTo("the-client");
        assertThat(provider(assigned)).isInstanceOf(ManagedIdentityTokenProvider.class);
    }

    @Test
    @SuppressWarnings("deprecation") // Only so can a variable of the environment be put in for a test.
    void aWorkloadIdentityTakesItsTokenFileFromThePod() {
        Configuration.getGlobalConfiguration().put(TOKEN_FILE, "/var/run/secrets/token");
        try {
            var connecting = connecting(Map.of(
                    "source.kusto.auth", "workload-identity",
                    "source.kusto.client-id", "the-client",
                    "source.kusto.tenant-id", "11111111-1111-1111-1111-111111111111"));
            assertThat(connecting.getCustomTokenCredential().getClass().getSimpleName())
                    .isEqualTo("WorkloadIdentityCredential");
        } finally {
            Configuration.getGlobalConfiguration().remove(TOKEN_FILE);
        }
    }

    @Test
    void aWorkloadIdentityOutsideOfAPodSaysWhatIsMissing() {
        assertThatThrownBy(() -> connecting(Map.of("source.kusto.auth", "workload-identity")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("AZURE_FEDERATED_TOKEN_FILE")
                .hasMessageContaining("source.kusto.client-id");
    }

    @Test
    void aServicePrincipalHasItsClientTenantAndSecret() throws Exception {
        var connecting = connecting(PRINCIPAL);

        assertThat(connecting.toString(true))
                .isEqualTo("Data Source=" + CLUSTER + ";Application Client Id=the-client;Application Key=" + SECRET
                        + ";Authority Id=the-tenant");
        assertThat(provider(connecting)).isInstanceOf(ApplicationKeyTokenProvider.class);
    }

    @Test
    void theSecretOfAFileStandsAboveTheOneOfTheKey() throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), " from-file\n");

        var connecting = connecting(with(PRINCIPAL, "source.kusto.client-secret-file", file.toString()));

        assertThat(connecting.toString(true)).contains("Application Key=from-file;");
    }

    @Test
    void aSecretFileThatIsNotThereIsNamedByItsKey() {
        var settings = with(
                PRINCIPAL,
                "source.kusto.client-secret-file",
                directory.resolve("none").toString());

        assertThatThrownBy(() -> connecting(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("source.kusto.client-secret-file cannot be read: NoSuchFileException");
    }

    @ParameterizedTest
    @CsvSource({
        "source.kusto.client-id, source.kusto.client-id",
        "source.kusto.tenant-id, source.kusto.tenant-id",
        "source.kusto.client-secret, source.kusto.client-secret or source.kusto.client-secret-file"
    })
    void aServicePrincipalNeedsEachOfItsKeys(String missing, String named) {
        assertThatThrownBy(() -> connecting(with(PRINCIPAL, missing, " ")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("source.kusto.auth is service-principal, which needs " + named
                        + ": it is blank. Set it, or choose another source.kusto.auth.");
    }

    @Test
    void theAzureCommandLineIsAskedWhoIsSignedIn() throws Exception {
        assertThat(provider(connecting(Map.of()))).isInstanceOf(AzureCliTokenProvider.class);
    }

    @Test
    void nobodyHasNoToken() throws Exception {
        assertThat(provider(connecting(Map.of("source.kusto.auth", "none")))).isNull();
    }

    @Test
    void theSecretIsShownNowhere() {
        var settings = settings(PRINCIPAL);
        var configuration = KustoConfiguration.from(settings);

        assertThat(configuration.toString()).doesNotContain(SECRET);
        assertThat(configuration.connection().toString()).doesNotContain(SECRET);
        assertThat(KustoClient.connectionString(configuration.connection()).toString())
                .doesNotContain(SECRET);
        assertThat(settings.show("source.kusto.client-secret")).doesNotContain(SECRET);
        assertThat(PositionJson.write(
                        new Position.Within(configuration.identity(), Map.of(), new Window("1", "2"), null)))
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"azure-cli", "managed-identity", "workload-identity", "service-principal"})
    void aTokenIsNotSentInClear(String authentication) {
        var plain = with(
                with(PRINCIPAL, "source.kusto.auth", authentication), "source.kusto.cluster", "HTTP://127.0.0.1:8080");

        assertThatThrownBy(() -> KustoConfiguration.connection(settings(plain)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("source.kusto.auth is " + authentication + ": its token would be sent in clear")
                .hasMessageContaining("Write https://")
                .hasMessageContaining("set source.kusto.auth to none");
    }

    @Test
    void withoutATokenThereIsNothingToHide() {
        var emulator = Map.of("source.kusto.cluster", "http://127.0.0.1:8080", "source.kusto.auth", "none");

        assertThat(KustoConfiguration.connection(settings(emulator)).cluster()).isEqualTo("http://127.0.0.1:8080");
    }

    private static ConnectionStringBuilder connecting(Map<String, String> set) {
        return KustoClient.connectionString(KustoConfiguration.connection(settings(set)));
    }

    private static Settings settings(Map<String, String> set) {
        var all = new HashMap<>(Map.of("source.kusto.cluster", CLUSTER, "source.kusto.database", "db"));
        all.putAll(set);
        return Settings.resolve(KustoConfiguration.SETTINGS, all, Map.of(), Map.of());
    }

    /** Who would get the token: null for nobody. */
    private static TokenProviderBase provider(ConnectionStringBuilder connecting) throws URISyntaxException {
        return TokenProviderFactory.createTokenProvider(
                connecting, request -> Mono.error(new AssertionError("The network is not asked.")));
    }

    private static Map<String, String> with(Map<String, String> set, String key, String value) {
        var changed = new HashMap<>(set);
        changed.put(key, value);
        return changed;
    }
}
