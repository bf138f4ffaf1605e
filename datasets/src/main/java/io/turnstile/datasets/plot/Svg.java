package io.turnstile.datasets.plot;

import java.util.Locale;

/** An SVG image that is being drawn: a title, a note beneath it, a background, shapes and texts. Lengths are pixels. */
final class Svg {

    /** What a shape or text is, and so its colour in either theme. */
    enum Kind {
        INK("ink"),
        FAINT("faint"),
        GRID("grid"),
        FIRST("first"),
        SECOND("second");

        private final String style;

        Kind(String style) {
            this.style = style;
        }

        /** The colour of a series. */
        static Kind ofSeries(int number) {
            return number == 0 ? FIRST : SECOND;
        }
    }

    /** Where a text stands in relation to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** Above it there are title, note and key. */
    static final int TOP = 104;

    static final int MARGIN = 24;
    static final int WIDTH = 760;

    /** Blue and orange can be told apart by the colour-blind. */
    private static final String STYLE = """
            <style>
            text{font:12px system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}
            .title{font-size:17px;font-weight:600}
            .paper{fill:#ffffff}.ink{fill:#1d2730}.faint{fill:#5b6873}.grid{fill:#dde3e8}.first{fill:#2a6fb0}.second{fill:#df8a1c}
            @media (prefers-color-scheme:dark){
            .paper{fill:#11161b}.ink{fill:#e8ecef}.faint{fill:#9aa7b2}.grid{fill:#2c363f}.first{fill:#5aa2e6}.second{fill:#f0a94e}
            }
            </style>
            """;

    private static final int KEY_WIDTH = 140;

    private final StringBuilder shapes = new StringBuilder();
    private final String title;
    private final String note;

    Svg(String title, String note) {
        this.title = title;
        this.note = note;
    }

    void rectangle(Kind kind, double x, double y, double width, double height) {
        rectangle(kind, x, y, width, height, 1);
    }

    /** @param opacity 0 to 1 */
    void rectangle(Kind kind, double x, double y, double width, double height, double opacity) {
        shapes.append("<rect class=\"").append(kind.style).append('"');
        attribute("x", x);
        attribute("y", y);
        attribute("width", width);
        attribute("height", height);
        if (opacity < 1) {
            attribute("fill-opacity", opacity);
        }
        shapes.append("/>\n");
    }

    void text(Kind kind, Anchor anchor, double x, double y, String text) {
        text(kind.style, anchor, x, y, text);
    }

    /** What the colours of two series stand for. */
    void key(String... series) {
        for (int i = 0; i < series.length; i++) {
            double x = MARGIN + (double) i * KEY_WIDTH;
            rectangle(Kind.ofSeries(i), x, TOP - 38, 12, 12);
            text(Kind.INK, Anchor.START, x + 18, TOP - 28, series[i]);
        }
    }

    /** The whole image. */
    String text(int height) {
        String drawn = shapes.toString();
        shapes.setLength(0);
        text("ink title", Anchor.START, MARGIN, 32, title);
        text(Kind.FAINT, Anchor.START, MARGIN, 50, note);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + height + "\" width=\"" + WIDTH
                + "\" height=\"" + height + "\" role=\"img\">\n<title>" + escaped(title) + "</title>\n" + STYLE
                + "<rect class=\"paper\" width=\"" + WIDTH + "\" height=\"" + height + "\"/>\n" + shapes + drawn
                + "</svg>\n";
    }

    private void text(String style, Anchor anchor, double x, double y, String text) {
        shapes.append("<text class=\"").append(style).append('"');
        attribute("x", x);
        attribute("y", y);
        if (anchor != Anchor.START) {
            shapes.append(" text-anchor=\"")
                    .append(anchor.name().toLowerCase(Locale.ROOT))
                    .append('"');
        }
        shapes.append('>').append(escaped(text)).append("</text>\n");
    }

    private void attribute(String name, double value) {
        String number = String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
        shapes.append(' ').append(name).append("=\"").append(number).append('"');
    }

    /** Also without what XML does not allow: names come from telemetry. */
    private static String escaped(String text) {
        return text.replaceAll("[\\p{Cntrl}\\uFFFE\\uFFFF]", "?")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
