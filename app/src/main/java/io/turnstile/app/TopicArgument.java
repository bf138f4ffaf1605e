package io.turnstile.app;

import io.turnstile.config.ConfigurationException;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import java.util.stream.Collectors;

/** A topic that was named on the command line. */
final class TopicArgument {

    private TopicArgument() {}

    /** @throws ConfigurationException if there is no such topic; the message lists them */
    static Topic<?> find(TopicCatalogue catalogue, String name) {
        return catalogue
                .find(name)
                .orElseThrow(() -> new ConfigurationException("There is no topic '" + name + "'. The topics are: "
                        + catalogue.all().stream().map(Topic::name).collect(Collectors.joining(", ")) + "."));
    }
}
