package io.turnstile.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The broker's two listening sockets, opened before it is configured: its settings must name the ports, and a port
 * looked up first and opened later can be lost to another process in between.
 */
final class BrokerSockets implements ServerSocketFactory, AutoCloseable {

    private final ServerSocketChannel clients;
    private final ServerSocketChannel controller;

    private BrokerSockets(ServerSocketChannel clients, ServerSocketChannel controller) {
        this.clients = clients;
        this.controller = controller;
    }

    /** @throws EmbeddedStartException if the port is taken */
    static BrokerSockets open(int clientPort) throws IOException {
        var clients = LoopbackPort.listen(clientPort, EmbeddedConfiguration.BROKER_PORT_KEY);
        try {
            return new BrokerSockets(clients, LoopbackPort.listen(0, EmbeddedConfiguration.BROKER_PORT_KEY));
        } catch (RuntimeException e) {
            clients.close();
            throw e;
        }
    }

    int clientPort() {
        return LoopbackPort.portOf(clients);
    }

    int controllerPort() {
        return LoopbackPort.portOf(controller);
    }

    /** What the broker calls in place of opening a socket itself. */
    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBufferSize) throws IOException {
        var channel = listenerName.equals(BrokerSettings.CONTROLLER_LISTENER) ? controller : clients;
        channel.configureBlocking(false);
        return channel;
    }

    /** The broker closes what it took over; this closes what it did not come to take. */
    @Override
    public void close() throws IOException {
        try {
            clients.close();
        } finally {
            controller.close();
        }
    }
}
