package io.turnstile.judge.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.config.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * Turns whose labels are known, to measure judges by: a file of JSON lines, one {@link GoldenTurn} a line.
 *
 * @param name the file's name
 * @param sha256 of the file, in hex: two measurements compare only over equal files
 * @param turns at least one, in the file's order; no two have one id
 */
public record GoldenSet(String name, String sha256, List<GoldenTurn> turns) {

    private static final String SHIPPED = "golden-1.jsonl";

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build()
            .readerFor(GoldenTurn.class);

    public GoldenSet {
        turns = List.copyOf(turns);
    }

    /** The set that comes with the program. */
    public static GoldenSet shipped() {
        try (var stream = GoldenSet.class.getResourceAsStream(SHIPPED)) {
            return parse(SHIPPED, stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("The golden set that comes with the program cannot be read.", e);
        }
    }

    /** @throws ConfigurationException if there is no such file, or it is no golden set */
    public static GoldenSet read(Path file) {
        try {
            return parse(file.getFileName().toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The golden set " + file + " cannot be read: " + e + ". Give the path of a file of JSON lines.");
        }
    }

    /** The turns that a condition holds for, under the same name and hash. */
    public List<GoldenTurn> those(Predicate<GoldenTurn> condition) {
        return turns.stream().filter(condition).toList();
    }

    /** @throws ConfigurationException if the bytes are no golden set; the message names the line and quotes nothing of it */
    static GoldenSet parse(String name, byte[] bytes) {
        var turns = new ArrayList<GoldenTurn>();
        var ids = new HashSet<String>();
        int number = 0;
        for (String line : new String(bytes, UTF_8).lines().toList()) {
            number++;
            if (!line.isBlank()) {
                var turn = turn(name, number, line);
                if (!ids.add(turn.id())) {
                    throw notGolden(name, number, "its id was there before");
                }
                turns.add(turn);
            }
        }
        if (turns.isEmpty()) {
            throw new ConfigurationException("The golden set " + name + " is empty: give one turn a line.");
        }
        return new GoldenSet(name, Sha256.of(bytes), turns);
    }

    private static GoldenTurn turn(String name, int number, String line) {
        try {
            return READER.readValue(line);
        } catch (ValueInstantiationException e) {
            throw notGolden(name, number, e.getCause().getMessage());
        } catch (JsonMappingException e) {
            String field = e.getPath().isEmpty()
                    ? "it is no object"
                    : "field " + e.getPath().get(0).getFieldName() + " is missing, unknown or of another type";
            throw notGolden(name, number, field);
        } catch (JacksonException e) {
            throw notGolden(name, number, "it is no JSON");
        }
    }

    private static ConfigurationException notGolden(String name, int number, String why) {
        return new ConfigurationException("Line " + number + " of the golden set " + name + " is no golden turn: " + why
                + ". docs/judging.md lists the fields.");
    }
}
