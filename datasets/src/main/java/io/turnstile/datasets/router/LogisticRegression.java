package io.turnstile.datasets.router;

import java.util.Arrays;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.common.sgd.AbstractSGDTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** A logistic regression by Tribuo. The same features, labels and seed give the same model. */
final class LogisticRegression {

    private static final double LEARNING_RATE = 0.1;
    private static final double EPSILON = 0.1;
    private static final int EPOCHS = 10;
    private static final int MINIBATCH = 16;
    private static final int NO_LOGGING = -1;

    /** Held, because a logger that nobody holds forgets its level. Tribuo tells of every training at level INFO. */
    private static final Logger TRIBUO = Logger.getLogger(AbstractSGDTrainer.class.getName());

    static {
        TRIBUO.setLevel(Level.WARNING);
    }

    private final Standardisation standardisation;
    private final Model<Label> model;

    private LogisticRegression(Standardisation standardisation, Model<Label> model) {
        this.standardisation = standardisation;
        this.model = model;
    }

    /** @param labels 0 and 1, both of them there */
    static LogisticRegression train(double[][] features, int[] labels, long seed) {
        var standardisation = Standardisation.of(features);
        double[][] standard = standardisation.apply(features);
        var factory = new LabelFactory();
        var dataset = new MutableDataset<>(new SimpleDataSourceProvenance("dataset", factory), factory);
        String[] names = names(standard[0].length);
        for (int i = 0; i < standard.length; i++) {
            dataset.add(new ArrayExample<>(new Label(Integer.toString(labels[i])), names, standard[i]));
        }
        var trainer = new LinearSGDTrainer(
                new LogMulticlass(), new AdaGrad(LEARNING_RATE, EPSILON), EPOCHS, NO_LOGGING, MINIBATCH, seed);
        return new LogisticRegression(standardisation, trainer.train(dataset));
    }

    /** For each row the probability of label 0. */
    double[] reasoning(double[][] features) {
        String[] names = names(standardisation.means().length);
        return Arrays.stream(standardisation.apply(features))
                .map(row -> new ArrayExample<>(LabelFactory.UNKNOWN_LABEL, names, row))
                .mapToDouble(
                        row -> model.predict(row).getOutputScores().get("0").getScore())
                .toArray();
    }

    /** Tribuo sorts features by name, so all names have as many digits. */
    private static String[] names(int features) {
        return IntStream.range(0, features)
                .mapToObj(i -> String.format(Locale.ROOT, "%05d", i))
                .toArray(String[]::new);
    }
}
