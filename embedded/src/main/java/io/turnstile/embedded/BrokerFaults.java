package io.turnstile.embedded;

import kafka.server.FaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka's own handlers halt the process on a fatal fault; the process is not the broker's to halt here. */
final class BrokerFaults implements FaultHandlerFactory {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerFaults.class);

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        return (message, cause) -> {
            if (fatal) {
                LOG.error("event=broker.fault name=\"{}\" message=\"{}\" next=restart", name, message, cause);
            } else {
                LOG.warn("event=broker.fault name=\"{}\" message=\"{}\"", name, message, cause);
            }
            action.run();
            return new FaultHandlerException(name + ": " + message, cause);
        };
    }
}
