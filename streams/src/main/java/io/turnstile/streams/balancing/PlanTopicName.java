package io.turnstile.streams.balancing;

import io.turnstile.topic.TopicCatalogue;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TopicNameExtractor;

/** The topic of the plan that a turn goes to. */
record PlanTopicName(TopicCatalogue topics) implements TopicNameExtractor<String, Output.ToPlan> {

    @Override
    public String extract(String key, Output.ToPlan value, RecordContext context) {
        return topics.balanced(value.plan()).name();
    }

    /** Stands in the topology's description. */
    @Override
    public String toString() {
        return PlanTopicName.class.getSimpleName();
    }
}
