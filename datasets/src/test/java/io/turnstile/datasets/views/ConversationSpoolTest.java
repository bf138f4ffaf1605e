package io.turnstile.datasets.views;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands on disk while the topic is read. */
class ConversationSpoolTest {

    @TempDir
    private Path directory;

    @Test
    void theLatestOfEachConversationStandsInTheOrderOfTheirIds() throws Exception {
        try (var spool = ConversationSpool.open(directory)) {
            spool.add(record(0, 0, "b", "b1"));
            spool.add(record(1, 0, "c", "c1"));
            spool.add(record(0, 1, "a", "a1"));
            spool.add(record(0, 2, "b", "b2"));
            spool.commit();
            assertThat(latest(spool)).containsExactly("a=a1", "b=b2", "c=c1");
        }
    }

    @Test
    void aTombstoneDeletesAndALaterValueBringsBack() throws Exception {
        try (var spool = ConversationSpool.open(directory)) {
            spool.add(record(0, 0, "a", "a1"));
            spool.add(record(0, 1, "b", "b1"));
            spool.add(record(0, 2, "a", null));
            spool.add(record(0, 3, "b", null));
            spool.add(record(0, 4, "b", "b2"));
            spool.commit();
            assertThat(latest(spool)).containsExactly("b=b2");
        }
    }

    @Test
    void whoeverReadsOnFindsWhatWasCommittedAndWhereToGoOn() throws Exception {
        try (var spool = ConversationSpool.open(directory)) {
            spool.add(record(0, 0, "a", "a1"));
            spool.add(record(1, 5, "b", "b1"));
            spool.reached(new TreeMap<>(Map.of(0, 1L, 1, 6L)));
            spool.commit();
            spool.add(record(0, 1, "a", "lost"));
            spool.reached(new TreeMap<>(Map.of(0, 2L, 1, 6L)));
        }
        try (var spool = ConversationSpool.open(directory)) {
            assertThat(spool.positions()).isEqualTo(Map.of(0, 1L, 1, 6L));
            assertThat(latest(spool)).containsExactly("a=a1", "b=b1");
            spool.add(record(0, 1, "a", "a2"));
            spool.commit();
            assertThat(latest(spool)).containsExactly("a=a2", "b=b1");
        }
        assertThat(Files.readString(directory.resolve("conversations.bin"))).isEqualTo("a1b1a2");
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, String id, String value) {
        byte[] bytes = value == null ? null : value.getBytes(UTF_8);
        return new ConsumerRecord<>(
                "conversations",
                partition,
                offset,
                offset,
                TimestampType.CREATE_TIME,
                1,
                bytes == null ? -1 : bytes.length,
                id.getBytes(UTF_8),
                bytes,
                new RecordHeaders(),
                Optional.empty());
    }

    private static List<String> latest(ConversationSpool spool) throws IOException, SQLException {
        var latest = new ArrayList<String>();
        spool.readLatest((id, value) -> latest.add(id + "=" + new String(value, UTF_8)));
        return latest;
    }
}
