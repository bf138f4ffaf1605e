package io.turnstile.judge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.topic.Cleanup;
import io.turnstile.topic.Topic;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class RegistryOutageTest {

    private static final byte[] WIRE_FORMAT_WITH_SCHEMA_7 = {0, 0, 0, 0, 7, 2, 65};

    @Test
    void aRegistryThatDoesNotListenIsAnOutage() throws IOException {
        var topic = new Topic<>("requests", "key", JudgeRequest.class, 1, Cleanup.COMPACT, null, 1_000, "doc");
        try (var serde = new AvroSerdes("http://127.0.0.1:" + closedPort()).valueSerde(topic)) {
            var refused = catchRuntimeException(
                    () -> serde.deserializer().deserialize(topic.name(), WIRE_FORMAT_WITH_SCHEMA_7));

            assertThat(refused).isNotNull();
            assertThat(RegistryOutage.preventedReading(refused)).isTrue();
        }
    }

    @Test
    void aRegistryThatRefusesTheCallerIsAnOutage() {
        assertThat(RegistryOutage.preventedReading(new AuthenticationException("401")))
                .isTrue();
        assertThat(RegistryOutage.preventedReading(answer(502))).isTrue();
    }

    @Test
    void bytesThatDoNotDecodeAreTheRecordsFault() {
        var truncated = new SerializationException("truncated", new EOFException());

        assertThat(RegistryOutage.preventedReading(truncated)).isFalse();
        assertThat(RegistryOutage.preventedReading(new ClassCastException())).isFalse();
    }

    @Test
    void anUnknownSchemaIsTheRecordsFaultInReadingButNotInWriting() {
        assertThat(RegistryOutage.preventedReading(answer(404))).isFalse();
        assertThat(RegistryOutage.preventedWriting(answer(404))).isTrue();
    }

    @Test
    void aVerdictThatDoesNotFitItsSchemaIsTheJudgesFault() {
        var unfit = new SerializationException("unfit", new NullPointerException());

        assertThat(RegistryOutage.preventedWriting(unfit)).isFalse();
    }

    private static SerializationException answer(int status) {
        return new SerializationException("registry", new RestClientException("answered", status, status));
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
