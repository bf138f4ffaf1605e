package io.turnstile.producers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A producer whose transaction was ended by others is told so, in whichever way it finds out. */
class ProduceFailureTest {

    /** What a broker answers depends on what it was asked, and when: to start, to write, or to commit. */
    static Stream<KafkaException> endedByOthers() {
        return Stream.of(
                new ProducerFencedException("an older epoch"),
                new InvalidProducerEpochException("an older epoch"),
                // A batch that was on its way while another producer had the transaction aborted.
                new InvalidTxnStateException("an invalid state"),
                new KafkaException("error state", new InvalidTxnStateException("an invalid state")));
    }

    @ParameterizedTest
    @MethodSource("endedByOthers")
    void oneThatWasReplacedIsToldSo(KafkaException failure) {
        assertThat(message(failure))
                .startsWith("Another producer with transactional.id id took over")
                .contains("producer.transaction-timeout");
    }

    @Test
    void anotherFailureIsTheClusters() {
        assertThat(message(new TimeoutException("no answer")))
                .startsWith("The cluster did not take the rows: no answer");
    }

    private static String message(KafkaException failure) {
        return ProduceFailure.of(failure, "id", true, ProducedCounts.NONE).getMessage();
    }
}
