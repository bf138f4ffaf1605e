package io.turnstile.domain;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.SampleReportingFormat;

/**
 * How jqwik prints the domain's records: only what is known. Of a turn's dozen fields, a shrunk sample has two or three.
 *
 * <p>jqwik finds it through META-INF/services, hence public.
 */
public final class KnownFieldsFormat implements SampleReportingFormat {

    @Override
    public boolean appliesTo(Object value) {
        return value instanceof Record && value.getClass().getPackageName().startsWith("io.turnstile.domain");
    }

    @Override
    public Object report(Object value) {
        var known = new LinkedHashMap<Object, Object>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object field = read(component, value);
            if (isTelling(field)) {
                known.put(SampleReportingFormat.plainLabel(component.getName()), field);
            }
        }
        return known;
    }

    @Override
    public Optional<String> label(Object value) {
        return Optional.of(value.getClass().getSimpleName());
    }

    /** A lambda has no text that tells anything. */
    private static boolean isTelling(Object field) {
        boolean isEmpty = field instanceof Map<?, ?> map && map.isEmpty()
                || field instanceof Collection<?> collection && collection.isEmpty();
        return field != null && !isEmpty && !field.getClass().isSynthetic();
    }

    private static Object read(RecordComponent component, Object value) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
