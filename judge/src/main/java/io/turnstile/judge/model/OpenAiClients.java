package io.turnstile.judge.model;

import com.azure.core.credential.SimpleTokenCache;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.azure.AzureUrlPathMode;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.Timeout;
import com.openai.credential.BearerTokenCredential;
import com.openai.credential.Credential;
import io.turnstile.judge.model.AzureConfiguration.Authentication;
import io.turnstile.judge.model.AzureConfiguration.PathStyle;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Clients of a model's server. The library's own retries are off, since ours know about limits and the breaker; so is its
 * logging, which would show questions and answers.
 */
final class OpenAiClients {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(5);

    /** As many as there may be calls at once: the library's five would open most connections anew. */
    private static final int IDLE_CONNECTIONS = 256;

    /** https://learn.microsoft.com/azure/ai-services/openai/how-to/managed-identity */
    private static final String AZURE_SCOPE = "https://cognitiveservices.azure.com/.default";

    private static final String UNIFIED_PATH = "/openai/v1";

    private OpenAiClients() {}

    static OpenAIClient open(Provider provider, ServerConfiguration server) {
        return open(provider, server, () -> credential(server.azure()));
    }

    /** @param identity gives Azure's tokens, where no key does */
    static OpenAIClient open(Provider provider, ServerConfiguration server, Supplier<TokenCredential> identity) {
        var connect = server.timeout().compareTo(CONNECT_TIMEOUT) < 0 ? server.timeout() : CONNECT_TIMEOUT;
        var builder = OpenAIOkHttpClient.builder()
                .maxRetries(0)
                .logLevel(LogLevel.OFF)
                .timeout(Timeout.builder()
                        .connect(connect)
                        .request(server.timeout())
                        .build())
                .maxIdleConnections(IDLE_CONNECTIONS)
                .keepAliveDuration(KEEP_ALIVE)
                .addInterceptor(new BoundedAnswers(server.maxAnswerBytes()));
        if (provider == Provider.AZURE) {
            azure(builder, server, identity);
        } else {
            openAi(builder, server);
        }
        return builder.build();
    }

    private static void openAi(OpenAIOkHttpClient.Builder builder, ServerConfiguration server) {
        builder.baseUrl(server.address());
        if (server.apiKey().isBlank()) {
            // The library insists on a key; a server that asks for none does not see it.
            builder.apiKey("none").removeHeaders("Authorization");
        } else {
            builder.apiKey(server.apiKey());
        }
    }

    private static void azure(
            OpenAIOkHttpClient.Builder builder, ServerConfiguration server, Supplier<TokenCredential> identity) {
        var azure = server.azure();
        boolean unified = azure.pathStyle() == PathStyle.UNIFIED;
        builder.baseUrl(unified ? unified(server.address()) : withoutSlash(server.address()));
        builder.azureUrlPathMode(unified ? AzureUrlPathMode.UNIFIED : AzureUrlPathMode.LEGACY);
        Optional.of(azure.apiVersion())
                .filter(version -> !version.isBlank())
                .ifPresent(version -> builder.azureServiceVersion(AzureOpenAIServiceVersion.fromString(version)));
        builder.credential(
                azure.authentication() == Authentication.KEY
                        ? AzureApiKeyCredential.create(server.apiKey())
                        : tokens(identity.get()));
    }

    private static Credential tokens(TokenCredential identity) {
        var request = new TokenRequestContext().addScopes(AZURE_SCOPE);
        var cache = new SimpleTokenCache(() -> identity.getToken(request));
        return BearerTokenCredential.create(() -> token(cache));
    }

    private static String token(SimpleTokenCache cache) {
        try {
            return cache.getToken().block().getToken();
        } catch (RuntimeException e) {
            throw CallFailedException.lasting(
                    "Azure gave no token for the judge (" + e.getClass().getSimpleName()
                            + "). Check judge.azure-auth and judge.azure-client-id, and that the identity has the role Cognitive"
                            + " Services OpenAI User.");
        }
    }

    private static TokenCredential credential(AzureConfiguration azure) {
        if (azure.authentication() == Authentication.AZURE_CLI) {
            return new AzureCliCredentialBuilder().build();
        }
        var builder = new ManagedIdentityCredentialBuilder();
        return azure.clientId().isBlank()
                ? builder.build()
                : builder.clientId(azure.clientId()).build();
    }

    private static String unified(String address) {
        String base = withoutSlash(address);
        return base.endsWith(UNIFIED_PATH) ? base : base + UNIFIED_PATH;
    }

    private static String withoutSlash(String address) {
        return address.replaceAll("/+$", "");
    }
}
