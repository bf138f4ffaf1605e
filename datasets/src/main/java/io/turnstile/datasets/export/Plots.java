package io.turnstile.datasets.export;

import io.turnstile.datasets.plot.Bucket;
import io.turnstile.datasets.plot.Columns;
import io.turnstile.datasets.plot.HeatMap;
import io.turnstile.datasets.plot.Rows;
import io.turnstile.datasets.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The statistics, drawn. */
final class Plots {

    private static final Series CLASSES = new Series(Names.LABELS.get(0), Names.LABELS.get(1));
    private static final String COUNTED = "rows of train, validation and test together, by class";
    private static final int MOST_MODELS = 12;

    /** In the order in which they grow; others come behind. */
    private static final List<String> STRATA =
            List.of("SIMPLE", "MODERATE", "COMPLEX", "VERY_COMPLEX", "SHORT", "MEDIUM", "LONG");

    private static final List<String> POSITIONS = List.of("BEGINNING", "MIDDLE", "END");

    private Plots() {}

    /** The images, by path. */
    static SortedMap<String, String> of(Statistics statistics) {
        var plots = new TreeMap<String, String>();
        plots.put("plots/cells.svg", cells(statistics));
        plots.put(
                "plots/lengths.svg",
                Columns.svg(
                        "Length of the texts",
                        COUNTED,
                        "characters",
                        CLASSES,
                        statistics.spreads().get(Statistics.LENGTH)));
        plots.put(
                "plots/models.svg",
                Rows.svg(
                        "Models that the turns ran on (known in hindsight)",
                        COUNTED,
                        CLASSES,
                        most(statistics.spreads().get(Statistics.MODEL))));
        plots.put(
                "plots/confidence.svg",
                Columns.svg(
                        "How sure the judge is of its labels",
                        COUNTED,
                        "confidence, from this to 0.05 more",
                        CLASSES,
                        statistics.spreads().get(Statistics.CONFIDENCE)));
        plots.put(
                "plots/agreement.svg",
                Columns.svg(
                        "Votes that agree with the label",
                        COUNTED,
                        "agreeing votes, of all that were cast",
                        CLASSES,
                        statistics.spreads().get(Statistics.AGREEMENT)));
        return plots;
    }

    private static String cells(Statistics statistics) {
        Map<HeatMap.Cell, Bucket> counts = statistics.cells().entrySet().stream()
                .collect(Collectors.toMap(
                        cell -> new HeatMap.Cell(
                                cell.getKey().stratum(), cell.getKey().position()),
                        Map.Entry::getValue,
                        (one, other) -> new Bucket("", one.first() + other.first(), one.second() + other.second())));
        return HeatMap.svg(
                "Class, stratum and position",
                COUNTED + "; strata downwards, positions across",
                CLASSES,
                ordered(counts, HeatMap.Cell::row, STRATA),
                ordered(counts, HeatMap.Cell::column, POSITIONS),
                counts);
    }

    private static List<String> ordered(
            Map<HeatMap.Cell, Bucket> counts, Function<HeatMap.Cell, String> name, List<String> known) {
        List<String> found =
                counts.keySet().stream().map(name).distinct().sorted().toList();
        var ordered = new ArrayList<>(known);
        ordered.retainAll(found);
        found.stream().filter(each -> !known.contains(each)).forEach(ordered::add);
        return ordered;
    }

    /** The commonest, and all others as one. */
    private static List<Bucket> most(List<Bucket> models) {
        if (models.size() <= MOST_MODELS) {
            return models;
        }
        var most = new ArrayList<>(models.subList(0, MOST_MODELS - 1));
        List<Bucket> rest = models.subList(MOST_MODELS - 1, models.size());
        most.add(new Bucket(
                rest.size() + " others",
                rest.stream().mapToLong(Bucket::first).sum(),
                rest.stream().mapToLong(Bucket::second).sum()));
        return most;
    }
}
