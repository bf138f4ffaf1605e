package io.turnstile.datasets.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ChartsTest {

    private static final Series SERIES = new Series("reasoning", "non-reasoning");

    @Test
    void columnsAreAsHighAsTheirCounts() throws Exception {
        Document chart = read(
                Columns.svg("Title", "note", "axis", SERIES, List.of(new Bucket("a", 10, 5), new Bucket("b", 0, 2))));
        assertThat(lengths(chart, "first", "height")).containsExactly(12.0, 230.0, 0.0);
        assertThat(lengths(chart, "second", "height")).containsExactly(12.0, 115.0, 46.0);
        assertThat(texts(chart)).contains("Title", "note", "axis", "a", "b", "reasoning", "0", "10");
    }

    @Test
    void namesFromTelemetryAreNoMarkup() throws Exception {
        String name = "<script>\"&\u0000'" + "x".repeat(50);
        Document chart = read(Rows.svg("Title", "note", SERIES, List.of(new Bucket(name, 1, 2))));
        assertThat(chart.getElementsByTagName("script").getLength()).isZero();
        assertThat(texts(chart))
                .anySatisfy(
                        text -> assertThat(text).startsWith("<script>\"&?'x").endsWith("…"));
    }

    @Test
    void aHeatMapShowsEveryCellAlsoTheEmptyOnes() throws Exception {
        Document map = read(HeatMap.svg(
                "Title",
                "note",
                SERIES,
                List.of("SHORT", "LONG"),
                List.of("BEGINNING", "END"),
                Map.of(new HeatMap.Cell("LONG", "END"), new Bucket("", 1_234, 7))));
        assertThat(texts(map)).contains("1,234", "7").filteredOn("0"::equals).hasSize(6);
    }

    @Test
    void nothingToShowIsAChartToo() throws Exception {
        assertThat(texts(read(Columns.svg("Title", "note", "axis", SERIES, List.of()))))
                .contains("0", "1");
        assertThat(texts(read(Rows.svg("Title", "note", SERIES, List.of())))).contains("Title");
    }

    @Property(tries = 300)
    void aScaleHasFewMarksAndReachesTheLargest(@ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long largest) {
        Scale scale = Scale.to(largest);
        assertThat(scale.end()).isGreaterThanOrEqualTo(largest).isLessThan(largest + scale.step() + 1);
        assertThat(scale.marks()).hasSizeBetween(2, 6).startsWith(0L).endsWith(scale.end());
    }

    private static Document read(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Document svg) {
        return elements(svg, "text").stream().map(Element::getTextContent).toList();
    }

    private static List<Double> lengths(Document svg, String style, String attribute) {
        return elements(svg, "rect").stream()
                .filter(rectangle -> rectangle.getAttribute("class").equals(style))
                .map(rectangle -> Double.parseDouble(rectangle.getAttribute(attribute)))
                .toList();
    }

    private static List<Element> elements(Document svg, String name) {
        var nodes = svg.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }
}
