package io.turnstile.app;

import io.turnstile.topic.Topic;
import java.util.List;

/** The topics as a table. */
final class TopicTables {

    private TopicTables() {}

    static String text(List<Topic<?>> topics) {
        var text = new StringBuilder("%-34s %-15s %-14s %-36s%n".formatted("topic", "value", "kept", "key"));
        for (Topic<?> topic : topics) {
            text.append("%-34s %-15s %-14s %-36s%n"
                    .formatted(topic.name(), value(topic), TopicsCommand.retention(topic), topic.key()));
        }
        return text.toString();
    }

    static String markdown(List<Topic<?>> topics) {
        var text = new StringBuilder("| topic | key | value | kept | what it holds |\n|---|---|---|---|---|\n");
        for (Topic<?> topic : topics) {
            text.append("| `%s` | %s | %s | %s | %s |%n"
                    .formatted(topic.name(), topic.key(), value(topic), TopicsCommand.retention(topic), topic.doc()));
        }
        return text.toString();
    }

    private static String value(Topic<?> topic) {
        return topic.valueSchema().map(schema -> schema.getName()).orElse("bytes");
    }
}
