package io.turnstile.producers.kusto;

import java.time.Duration;

/**
 * Which cluster is read, and as whom.
 *
 * @param cluster its address, e.g. https://name.region.kusto.windows.net
 * @param database the database's name
 * @param authentication how the source shows who it is
 * @param clientId the application or managed identity; empty for the machine's own
 * @param tenantId the tenant of a service principal
 * @param clientSecret the service principal's secret; never shown
 * @param serverTimeout how long the cluster may work at one question
 */
record KustoConnection(
        String cluster,
        String database,
        KustoAuthentication authentication,
        String clientId,
        String tenantId,
        String clientSecret,
        Duration serverTimeout) {

    /** Without the secret: a record would print it. */
    @Override
    public String toString() {
        return "KustoConnection[" + cluster + ", " + database + ", " + authentication + "]";
    }
}
