package io.turnstile.app;

import io.turnstile.datasets.export.TextClusters;
import io.turnstile.datasets.neardup.NearDuplicateConfiguration;
import io.turnstile.datasets.neardup.NearDuplicates;
import io.turnstile.datasets.neardup.NumberedClusters;
import io.turnstile.datasets.neardup.TextSource;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** An export's clusters of texts: near-duplicates as they are configured. */
record NearDuplicateTexts(NearDuplicateConfiguration configuration) implements TextClusters {

    @Override
    public Found of(TextSource texts) {
        NumberedClusters clusters = NearDuplicates.ofDistinct(texts, configuration);
        return new Found(Arrays.stream(clusters.numbers()).asLongStream().toArray(), clusters.crowdedBuckets());
    }

    @Override
    public Map<String, Number> settings() {
        return new TreeMap<>(Map.of(
                "threshold", configuration.threshold(),
                "min_shingles", configuration.minShingles(),
                "window", configuration.window()));
    }
}
