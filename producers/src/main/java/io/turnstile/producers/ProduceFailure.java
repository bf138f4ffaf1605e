package io.turnstile.producers;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;

/** What a failure of the Kafka client means for whoever ran the producer. */
final class ProduceFailure {

    private ProduceFailure() {}

    /** @param isPositioned whether the source goes on from the last commit when it is run again */
    static ProduceException of(
            KafkaException failure, String transactionalId, boolean isPositioned, ProducedCounts committed) {
        String state = committed.rows() + " rows had been committed, the rest of the source was not sent";
        if (isEndedByOthers(failure)) {
            return new ProduceException(
                    "Another producer with transactional.id " + transactionalId
                            + " took over, or a transaction was open for longer than "
                            + ProducerConfiguration.TRANSACTION_TIMEOUT.key() + "; " + state
                            + (isPositioned
                                    ? ". It goes on from there. Run one producer for each source, or give two sources"
                                            + " two names."
                                    : ". Give each of two producers its own producer.transactional-id, or run one."),
                    failure);
        }
        return new ProduceException(
                "The cluster did not take the rows: " + failure.getMessage() + "; " + state
                        + ". When the cause is mended, run it again: "
                        + (isPositioned ? "it goes on from the last commit." : "rows that come twice do no harm."),
                failure);
    }

    /** Whether the brokers ended the transaction, or the producer. What they answer depends on when that was. */
    private static boolean isEndedByOthers(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException
                    || cause instanceof InvalidProducerEpochException
                    // Of a batch that was on its way while another producer had the transaction aborted.
                    || cause instanceof InvalidTxnStateException) {
                return true;
            }
        }
        return false;
    }
}
