package io.turnstile.streams;

import io.turnstile.embedded.EmbeddedBroker;

/** The one broker of this module's tests, started by the first that asks and closed when the JVM exits. */
public final class SharedBroker {

    private static final EmbeddedBroker BROKER = EmbeddedBroker.startTemporary();

    private SharedBroker() {}

    /** The address, host:port. Tests keep apart by the prefix of their topics and by their application id. */
    public static String bootstrapServers() {
        return BROKER.bootstrapServers();
    }
}
