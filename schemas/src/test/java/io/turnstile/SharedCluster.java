package io.turnstile;

import io.turnstile.embedded.EmbeddedCluster;
import io.turnstile.embedded.EmbeddedConfiguration;

/** The one broker and registry of this module's tests, started by the first that asks and closed when the JVM exits. */
public final class SharedCluster {

    private static final EmbeddedCluster CLUSTER = EmbeddedCluster.start(EmbeddedConfiguration.temporary());

    private SharedCluster() {}

    public static EmbeddedCluster get() {
        return CLUSTER;
    }
}
