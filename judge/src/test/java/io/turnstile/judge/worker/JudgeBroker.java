package io.turnstile.judge.worker;

import io.turnstile.config.Cluster;
import io.turnstile.embedded.EmbeddedCluster;
import io.turnstile.embedded.EmbeddedConfiguration;
import java.util.Map;

/** The one broker and registry of this module's tests, started by the first that asks and closed when the JVM exits. */
final class JudgeBroker {

    private static final EmbeddedCluster EMBEDDED = EmbeddedCluster.start(EmbeddedConfiguration.temporary());

    private JudgeBroker() {}

    /** Tests keep apart by the prefix of their topics and by their groups. */
    static Cluster cluster() {
        return new Cluster(EMBEDDED.bootstrapServers(), EMBEDDED.registryUrl(), Map.of());
    }
}
