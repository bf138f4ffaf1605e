package io.turnstile.app.demo;

import io.turnstile.config.Settings;
import io.turnstile.plan.Plans;
import io.turnstile.producers.generated.GeneratorConfiguration;
import io.turnstile.producers.redaction.RedactionConfiguration;
import io.turnstile.streams.StreamsConfiguration;
import io.turnstile.streams.conversationassembly.ConversationAssemblyConfiguration;
import io.turnstile.topic.TopicConfiguration;
import java.util.HashMap;
import java.util.Map;

/** What a demo sets in the place of defaults: it reads a source that ends, on one machine, and somebody waits for it. */
public final class DemoPreset {

    /**
     * Sizes of plans that a demo's labels fill. Of 1,000 generated conversations about 700 first turns and 2,700 turns of
     * conversations differ by more than near-duplicates do; the scarcer class has a third, and the test split a twelfth
     * of that, more or less by chance.
     */
    private static final int SESSION_TURNS_OF_1000 = 200;

    private static final int CONVERSATION_TURNS_OF_1000 = 800;

    private static final String PUBLIC_KEY = "made-up-users-have-no-secrets";

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

    /** The plans that come with the program, at sizes that fit. @param conversations how many the source has, about */
    public static Map<String, String> plans(int conversations) {
        String session = "kind=session size=" + part(conversations, SESSION_TURNS_OF_1000);
        String conversation = "kind=conversation size=" + part(conversations, CONVERSATION_TURNS_OF_1000);
        return Map.of(
                Plans.SESSION_50_50.key(), session + " ratio=50:50",
                Plans.SESSION_70_30.key(), session + " ratio=70:30",
                Plans.CONVERSATION_50_50.key(), conversation + " ratio=50:50",
                Plans.CONVERSATION_70_30.key(), conversation + " ratio=70:30");
    }

    /**
     * The settings with a key for users to be hashed under, where they name none, so that splits go by users. For generated
     * users alone: they are made up, so that the key need be no secret.
     */
    public static Settings withUsers(Settings settings) {
        boolean hasKey = RedactionConfiguration.from(settings).key() != null;
        return hasKey ? settings : settings.with(Map.of(RedactionConfiguration.KEY.key(), PUBLIC_KEY));
    }

    private static long part(int conversations, int turnsOf1000) {
        return Math.max(1, (long) conversations * turnsOf1000 / 1_000);
    }
}
