package io.turnstile.producers.kusto;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the source shows the cluster who it is. */
public enum KustoAuthentication {
    /** The identity of the machine in Azure: the system's, or the one of the client id. */
    MANAGED_IDENTITY,
    /** The identity that Kubernetes federates with the pod's service account. */
    WORKLOAD_IDENTITY,
    /** An application with a secret. */
    SERVICE_PRINCIPAL,
    /** Whoever is signed in with the Azure command line. */
    AZURE_CLI,
    /** Nobody: for an emulator or an embedded server. */
    NONE;

    /** As it is written in configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static KustoAuthentication parse(String text) {
        return Arrays.stream(values())
                .filter(value -> value.toString().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of "
                        + Arrays.stream(values()).map(Object::toString).collect(Collectors.joining(", "))));
    }
}
