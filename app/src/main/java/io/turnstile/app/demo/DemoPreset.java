package io.turnstile.app.demo;

import io.turnstile.producers.generated.GeneratorConfiguration;
import io.turnstile.streams.StreamsConfiguration;
import io.turnstile.streams.conversationassembly.ConversationAssemblyConfiguration;
import io.turnstile.topic.TopicConfiguration;
import java.util.HashMap;
import java.util.Map;

/** What a demo sets in the place of defaults: it reads a source that ends, on one machine, and somebody waits for it. */
public final class DemoPreset {

    private DemoPreset() {}

    /** @param takesAllModes whether every chat mode is assembled */
    public static Map<String, String> of(boolean takesAllModes) {
        var preset = new HashMap<String, String>();
        preset.put(TopicConfiguration.PARTITIONS.key(), "2");
        preset.put(TopicConfiguration.REPLICATION_FACTOR.key(), "1");
        // The source ends: a stream that has been silent for seconds will stay so.
        preset.put(ConversationAssemblyConfiguration.IDLE_PERIOD.key(), "2s");
        preset.put(ConversationAssemblyConfiguration.CHECK_INTERVAL.key(), "200ms");
        // A simulated day passes in a minute, so that more turns are under way at once than in a stream that runs live.
        preset.put(StreamsConfiguration.CACHE_BYTES.key(), Integer.toString(256 * 1024 * 1024));
        preset.put(GeneratorConfiguration.CONVERSATIONS.key(), "1000");
        if (takesAllModes) {
            preset.put(ConversationAssemblyConfiguration.MODES.key(), "all");
        }
        return preset;
    }
}
