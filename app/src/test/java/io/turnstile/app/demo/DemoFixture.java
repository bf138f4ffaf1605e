package io.turnstile.app.demo;

import io.turnstile.app.DemoSettings;
import io.turnstile.app.Progress;
import io.turnstile.config.Settings;
import io.turnstile.producers.generated.GeneratorConfiguration;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A demo that is up, and what stands in its topics. */
final class DemoFixture implements AutoCloseable {

    private final Settings settings;
    private final Demo demo;

    private DemoFixture(Settings settings) {
        this.settings = settings;
        this.demo = new Demo(settings, new Progress(new PrintWriter(OutputStream.nullOutputStream())), () -> false);
    }

    static DemoFixture start(boolean takesAllModes, Map<String, String> flags) throws Exception {
        var preset = new HashMap<>(DemoPreset.of(takesAllModes));
        preset.putAll(DemoPreset.plans(conversations(preset, flags)));
        var fixture = new DemoFixture(DemoSettings.resolve(preset, flags));
        try {
            fixture.demo.start();
            return fixture;
        } catch (Exception | Error e) {
            fixture.close();
            throw e;
        }
    }

    private static int conversations(Map<String, String> preset, Map<String, String> flags) {
        return DemoSettings.resolve(preset, flags).get(GeneratorConfiguration.CONVERSATIONS);
    }

    Settings settings() {
        return settings;
    }

    Demo demo() {
        return demo;
    }

    TopicCatalogue topics() {
        return new TopicCatalogue(TopicConfiguration.from(settings));
    }

    /** What stands in the topics at the end of a run. */
    Standing standing(Demo.DemoRun run) {
        var standing = new Standing();
        standing.summary = demo.summarise(run, standing);
        return standing;
    }

    @Override
    public void close() {
        demo.close();
    }

    /** Conversations and labels by key, and their summary. */
    static final class Standing implements Results.Listener {

        final Map<String, Conversation> conversations = new TreeMap<>();
        final Map<String, Conversation> partial = new TreeMap<>();
        final Map<String, LabeledTurn> labeled = new TreeMap<>();
        DemoSummary summary;

        @Override
        public void complete(Conversation conversation) {
            conversations.put(conversation.getConversationId(), conversation);
        }

        @Override
        public void partial(Conversation conversation) {
            partial.put(conversation.getConversationId(), conversation);
        }

        @Override
        public void labeled(LabeledTurn turn) {
            labeled.put(turn.getMessageId(), turn);
        }
    }
}
