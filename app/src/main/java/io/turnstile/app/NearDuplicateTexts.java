package io.turnstile.app;

import io.turnstile.datasets.export.TextClusters;
import io.turnstile.datasets.neardup.Cluster;
import io.turnstile.datasets.neardup.Clusters;
import io.turnstile.datasets.neardup.NearDuplicateConfiguration;
import io.turnstile.datasets.neardup.NearDuplicates;
import io.turnstile.datasets.neardup.Text;
import java.util.ArrayList;

/** An export's clusters of texts: near-duplicates as they are configured. A text's id is its place. */
record NearDuplicateTexts(NearDuplicateConfiguration configuration) implements TextClusters {

    @Override
    public Found of(Texts texts) {
        var numbered = new ArrayList<Text>(texts.size());
        texts.forEach(text -> numbered.add(new Text(Integer.toString(numbered.size()), text)));
        Clusters clusters = NearDuplicates.clusters(numbered, configuration);
        return new Found(
                clusters.ofTexts().stream()
                        .map(Cluster::id)
                        .mapToLong(Long::parseLong)
                        .toArray(),
                clusters.crowdedBuckets());
    }
}
