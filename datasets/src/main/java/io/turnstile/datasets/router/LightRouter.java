package io.turnstile.datasets.router;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A light router: logistic regression over sentence embeddings. It is no product; it shows that a dataset's labels can be
 * learnt from its texts, and by more than their length.
 */
public final class LightRouter {

    /** From fewer, nothing can be learnt that is worth a figure. */
    private static final int LEAST_OF_A_CLASS = 10;

    private final RouterConfiguration configuration;
    private final Map<String, double[]> embeddings;
    private final RouterSplit train;

    private LightRouter(RouterConfiguration configuration, Map<String, double[]> embeddings, RouterSplit train) {
        this.configuration = configuration;
        this.embeddings = embeddings;
        this.train = train;
    }

    /**
     * Trains and measures on a dataset, with the embeddings that come with the program.
     *
     * @param directory of a finished export
     * @throws RouterException if no router can be trained on it, or on this machine
     */
    public static RouterReport of(Path directory, RouterConfiguration configuration, RouterProgress progress) {
        RouterData data = RouterData.read(directory, configuration);
        require(data);
        try (var embedding = new MiniLm(configuration.maxChars(), progress)) {
            return evaluate(data, configuration, embedding);
        }
    }

    /**
     * Trains and measures. The control is measured on the last split at its balance, {@code test}, or on the first one that
     * there is.
     *
     * @throws RouterException if there are too few turns of a class to train on, or nothing to measure on
     */
    public static RouterReport evaluate(RouterData data, RouterConfiguration configuration, Embedding embedding) {
        require(data);
        List<RouterSplit> measured = measured(data);
        var router = new LightRouter(configuration, embedded(data, embedding), data.train());
        RouterSplit control = measured.stream()
                .filter(split -> split.name().equals("test"))
                .findFirst()
                .orElse(measured.get(0));
        return new RouterReport(
                configuration.seed(),
                data.train().texts().size(),
                data.train().available(),
                router.evaluations(measured),
                control.name(),
                router.control(control));
    }

    private static void require(RouterData data) {
        if (data.train().ofRarerClass() < LEAST_OF_A_CLASS || measured(data).isEmpty()) {
            throw new RouterException(
                    "A router needs turns of both classes: " + LEAST_OF_A_CLASS
                            + " of each in train, and some of each in another split. Export a larger plan, or wait for"
                            + " more labels.",
                    null);
        }
    }

    private static List<RouterSplit> measured(RouterData data) {
        return data.evaluations().stream()
                .filter(split -> split.ofRarerClass() > 0)
                .toList();
    }

    /** Each text once: natural and balanced splits share many. */
    private static Map<String, double[]> embedded(RouterData data, Embedding embedding) {
        List<String> texts = Stream.concat(Stream.of(data.train()), data.evaluations().stream())
                .flatMap(split -> split.texts().stream())
                .map(LabelledText::text)
                .distinct()
                .toList();
        double[][] features = embedding.of(texts);
        var embeddings = new HashMap<String, double[]>();
        for (int i = 0; i < features.length; i++) {
            embeddings.put(texts.get(i), features[i]);
        }
        return embeddings;
    }

    private List<RouterEvaluation> evaluations(List<RouterSplit> splits) {
        var router = LogisticRegression.train(features(train), train.labels(), configuration.seed());
        var length = LogisticRegression.train(lengths(train), train.labels(), configuration.seed());
        return splits.stream()
                .map(split -> new RouterEvaluation(
                        split.name(),
                        Metrics.of(split.labels(), router.reasoning(features(split))),
                        Metrics.of(split.labels(), length.reasoning(lengths(split)))))
                .toList();
    }

    private ShuffledControl control(RouterSplit split) {
        var random = new SplittableRandom(configuration.seed());
        var controls = new ArrayList<Metrics>();
        for (int i = 0; i < configuration.shuffles(); i++) {
            var router = LogisticRegression.train(features(train), shuffled(train.labels(), random), random.nextLong());
            controls.add(Metrics.of(split.labels(), router.reasoning(features(split))));
        }
        return ShuffledControl.of(controls);
    }

    /** Fisher and Yates. */
    static int[] shuffled(int[] labels, SplittableRandom random) {
        int[] shuffled = Arrays.copyOf(labels, labels.length);
        for (int i = shuffled.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int label = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = label;
        }
        return shuffled;
    }

    private double[][] features(RouterSplit split) {
        return split.texts().stream().map(text -> embeddings.get(text.text())).toArray(double[][]::new);
    }

    private static double[][] lengths(RouterSplit split) {
        return split.texts().stream()
                .map(text -> new double[] {Math.log(text.text().length())})
                .toArray(double[][]::new);
    }
}
