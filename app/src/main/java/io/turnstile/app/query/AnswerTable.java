package io.turnstile.app.query;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** An answer for people, at a terminal: long values are cut, and a file has the whole. */
final class AnswerTable {

    private static final String CUT = "...";

    private AnswerTable() {}

    /**
     * The text of the table.
     *
     * @param maxRows rows shown; a last line says how many are not
     * @param maxWidth characters of a column, at most
     */
    static String of(Answer answer, int maxRows, int maxWidth) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(answer.columns().stream().map(Answer.Column::name).toList());
        answer.rows().stream().limit(maxRows).map(row -> cells(row, maxWidth)).forEach(lines::add);
        TextTable table = TextTable.forColumns(new ColorScheme.Builder(Ansi.OFF).build(), columns(lines));
        lines.forEach(line -> table.addRowValues(line.toArray(String[]::new)));
        return table + footer(answer.rows().size(), maxRows);
    }

    private static List<String> cells(List<Object> row, int maxWidth) {
        return row.stream().map(value -> cell(value, maxWidth)).toList();
    }

    private static String cell(Object value, int maxWidth) {
        if (value == null) {
            return "";
        }
        String text = value.toString().replaceAll("\\R", "\\\\n");
        return text.length() <= maxWidth ? text : text.substring(0, maxWidth - CUT.length()) + CUT;
    }

    private static Column[] columns(List<List<String>> lines) {
        var columns = new Column[lines.get(0).size()];
        for (int i = 0; i < columns.length; i++) {
            int column = i;
            int width = lines.stream()
                    .mapToInt(line -> line.get(column).length())
                    .max()
                    .orElse(0);
            columns[i] = new Column(width + 2, 0, Overflow.SPAN);
        }
        return columns;
    }

    private static String footer(int rows, int maxRows) {
        String count = "%n%,d %s".formatted(rows, rows == 1 ? "row" : "rows");
        return rows <= maxRows
                ? count + "\n"
                : count + "; the first %,d are shown. --out FILE writes them all.%n".formatted(maxRows);
    }
}
