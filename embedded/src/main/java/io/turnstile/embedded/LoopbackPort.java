package io.turnstile.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;

/** Ports on 127.0.0.1, the only address that anything here listens on. */
final class LoopbackPort {

    static final String HOST = "127.0.0.1";

    private LoopbackPort() {}

    /**
     * A listening socket, held from now on, so that no one can take its port before its server uses it.
     *
     * @param port 0 takes a free one
     * @param key the configuration key to name if it is taken
     * @throws EmbeddedStartException if the port is taken
     */
    static ServerSocketChannel listen(int port, String key) {
        ServerSocketChannel channel = null;
        try {
            channel = ServerSocketChannel.open();
            channel.bind(new InetSocketAddress(address(), port));
            return channel;
        } catch (IOException e) {
            close(channel, e);
            throw failure(port, key, e);
        }
    }

    /** @throws EmbeddedStartException if the port is taken; 0 never is */
    static void requireFree(int port, String key) {
        if (port == 0) {
            return;
        }
        close(listen(port, key), null);
    }

    static int portOf(ServerSocketChannel channel) {
        return channel.socket().getLocalPort();
    }

    private static EmbeddedStartException failure(int port, String key, IOException cause) {
        String what = cause instanceof BindException && port != 0
                ? "Port " + port + " on " + HOST + " is taken (" + cause.getMessage()
                        + "). Stop what listens there, or set "
                : "No port on " + HOST + " can be opened (" + cause.getMessage()
                        + "). Check the machine's limits, or set ";
        return new EmbeddedStartException(what + key + " to another port, or to 0 for a free one.", cause);
    }

    private static InetAddress address() throws UnknownHostException {
        return InetAddress.getByName(HOST);
    }

    private static void close(ServerSocketChannel channel, IOException reason) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            if (reason != null) {
                reason.addSuppressed(e);
            }
        }
    }
}
