package io.turnstile.datasets.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of the files against what trainers rely on. */
final class ColumnChecks {

    private static final Set<String> NAMES =
            DatasetColumns.ALL.stream().map(DatasetColumns.Column::name).collect(Collectors.toSet());

    private ColumnChecks() {}

    /** Every file has the columns in their order and with their types. More may follow. */
    static Check columns(SplitFiles files) {
        var faults = new ArrayList<String>();
        files.files().forEach(file -> faults.addAll(faults(file)));
        return Check.of("columns", faults, DatasetColumns.ALL.size() + " columns");
    }

    /** What is known only when the turn is over says so in its name. */
    static Check hindsight(SplitFiles files) {
        List<String> faults = files.files().stream()
                .flatMap(file -> file.columns().keySet().stream()
                        .filter(name -> !NAMES.contains(name) && !name.startsWith(DatasetColumns.HINDSIGHT))
                        .map(name -> name(file) + ": " + name + " does not begin with " + DatasetColumns.HINDSIGHT))
                .toList();
        return Check.of("hindsight", faults, "no column beside the known ones is without the prefix");
    }

    private static List<String> faults(SplitFile file) {
        List<String> names = List.copyOf(file.columns().keySet());
        var faults = new ArrayList<String>();
        if (!file.isUniform()) {
            faults.add(name(file) + ": not all rows have the same columns");
        }
        for (int i = 0; i < DatasetColumns.ALL.size(); i++) {
            var column = DatasetColumns.ALL.get(i);
            boolean isEmpty = names.isEmpty() && isJson(file);
            if (!isEmpty && (i >= names.size() || !names.get(i).equals(column.name()))) {
                faults.add(name(file) + ": column " + (i + 1) + " is not " + column.name());
                break;
            }
        }
        DatasetColumns.ALL.stream()
                .filter(column -> file.columns().containsKey(column.name()))
                .filter(column ->
                        !types(file, column.type()).containsAll(file.columns().get(column.name())))
                .map(column -> name(file) + ": " + column.name() + " is "
                        + String.join(" and ", file.columns().get(column.name())) + ", not " + column.type())
                .forEach(faults::add);
        return faults;
    }

    private static Set<String> types(SplitFile file, DatasetColumns.Type type) {
        return isJson(file) ? type.json() : type.parquet();
    }

    private static boolean isJson(SplitFile file) {
        return file.path().toString().endsWith(RowSource.JSONL);
    }

    private static String name(SplitFile file) {
        return file.path().getFileName().toString();
    }
}
