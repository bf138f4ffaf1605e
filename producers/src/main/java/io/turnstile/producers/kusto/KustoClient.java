package io.turnstile.producers.kusto;

import com.azure.identity.WorkloadIdentityCredential;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import com.microsoft.azure.kusto.data.Client;
import com.microsoft.azure.kusto.data.ClientFactory;
import com.microsoft.azure.kusto.data.ClientRequestProperties;
import com.microsoft.azure.kusto.data.KustoResultSetTable;
import com.microsoft.azure.kusto.data.auth.ConnectionStringBuilder;
import io.turnstile.config.ConfigurationException;
import io.turnstile.producers.kusto.QueryException.Kind;
import java.net.URISyntaxException;
import java.util.UUID;

/** The official client, with its failures told apart. */
final class KustoClient {

    private static final String APPLICATION = "turnstile";

    private final Client client;
    private final KustoConnection connection;

    private KustoClient(Client client, KustoConnection connection) {
        this.client = client;
        this.connection = connection;
    }

    /** Makes the client. The cluster is not asked before the first question. */
    static KustoClient of(KustoConnection connection) {
        var connecting = connectionString(connection);
        connecting.setApplicationNameForTracing(APPLICATION);
        // Else the client sends the name of the operating system's user.
        connecting.setUserNameForTracing(APPLICATION);
        try {
            return new KustoClient(ClientFactory.createClient(connecting), connection);
        } catch (URISyntaxException e) {
            throw new ConfigurationException("Configuration key source.kusto.cluster has the value '"
                    + connection.cluster() + "': it is no address.");
        }
    }

    /** Asks once. */
    KustoResultSetTable ask(String text, ClientRequestProperties properties)
            throws QueryException, InterruptedException {
        KustoResultSetTable table;
        try {
            table = client.executeQuery(connection.database(), text, properties).getPrimaryResults();
        } catch (RuntimeException e) {
            if (QueryFailure.isInterrupted(e)) {
                throw new InterruptedException("Interrupted while the cluster was asked.");
            }
            throw QueryFailure.of(e);
        }
        if (table == null) {
            throw new QueryException(Kind.TRANSIENT, "the cluster's answer holds no table", null);
        }
        return table;
    }

    /** What goes with every question. */
    ClientRequestProperties properties() {
        var properties = new ClientRequestProperties();
        properties.setTimeoutInMilliSec(connection.serverTimeout().toMillis());
        properties.setApplication(APPLICATION);
        properties.setUser(APPLICATION);
        // Under this id the cluster's own log tells what became of the question.
        properties.setClientRequestId(APPLICATION + ";" + UUID.randomUUID());
        return properties;
    }

    static ConnectionStringBuilder connectionString(KustoConnection connection) {
        String cluster = connection.cluster();
        String client = connection.clientId();
        return switch (connection.authentication()) {
            case MANAGED_IDENTITY ->
                client.isEmpty()
                        ? ConnectionStringBuilder.createWithAadManagedIdentity(cluster)
                        : ConnectionStringBuilder.createWithAadManagedIdentity(cluster, client);
            case WORKLOAD_IDENTITY ->
                ConnectionStringBuilder.createWithTokenCredential(cluster, workloadIdentity(connection));
            case SERVICE_PRINCIPAL ->
                ConnectionStringBuilder.createWithAadApplicationCredentials(
                        cluster, client, connection.clientSecret(), connection.tenantId());
            case AZURE_CLI -> ConnectionStringBuilder.createWithAzureCli(cluster);
            case NONE -> new ConnectionStringBuilder(cluster);
        };
    }

    /** What is not configured comes from the variables that Azure sets in the pod. */
    private static WorkloadIdentityCredential workloadIdentity(KustoConnection connection) {
        var builder = new WorkloadIdentityCredentialBuilder();
        if (!connection.clientId().isEmpty()) {
            builder.clientId(connection.clientId());
        }
        if (!connection.tenantId().isEmpty()) {
            builder.tenantId(connection.tenantId());
        }
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("source.kusto.auth is workload-identity, and something of that identity is"
                    + " missing: " + e.getMessage() + ". Let Azure's webhook put AZURE_CLIENT_ID, AZURE_TENANT_ID and"
                    + " AZURE_FEDERATED_TOKEN_FILE into the pod; source.kusto.client-id and source.kusto.tenant-id take"
                    + " the place of the first two.");
        }
    }
}
