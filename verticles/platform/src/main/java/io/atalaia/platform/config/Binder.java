/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Builds the records. A value that breaks its rule becomes a problem and leaves its record unbuilt; the rest is still checked. */
final class Binder {
    private final Settings settings;
    private final List<Problem> problems;

    Binder(Settings settings, List<Problem> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** @return null when something in it is wrong, which has then been added to the problems */
    <R extends Record> R bind(String prefix, Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        boolean whole = true;
        for (int i = 0; i < components.length; i++) {
            values[i] = value(prefix + KeyModel.nameOf(components[i]), components[i]);
            whole &= values[i] != null;
        }
        return whole ? built(prefix, type, components, values) : null;
    }

    private Object value(String key, RecordComponent component) {
        if (KeyModel.isSection(component)) {
            return bind(key + ".", component.getType().asSubclass(Record.class));
        }
        var setting = settings.get(key);
        if (setting == null) {
            problems.add(new Problem(key, null, "has no value", null));
            return null;
        }
        try {
            boolean secret = component.isAnnotationPresent(Secret.class);
            return within(
                    component.getAnnotation(Range.class),
                    secret && component.getType() == Map.class
                            ? Conversion.texts(setting.value())
                            : Conversion.convert(setting.value(), component.getType()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            boolean secret = component.isAnnotationPresent(Secret.class);
            String shown = secret ? null : Written.text(setting.value());
            problems.add(new Problem(key, shown, e.getMessage(), setting.origin()));
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private static Object within(Range range, Object value) {
        if (range == null) {
            return value;
        }
        Class<?> type = value instanceof Integer ? int.class : value instanceof Long ? long.class : value.getClass();
        var comparable = (Comparable<Object>) value;
        if (comparable.compareTo(Conversion.scalar(range.least(), type == Double.class ? double.class : type)) < 0
                || comparable.compareTo(Conversion.scalar(range.most(), type == Double.class ? double.class : type))
                        > 0) {
            throw new IllegalArgumentException("must lie between " + range.least() + " and " + range.most());
        }
        return value;
    }

    private <R extends Record> R built(String prefix, Class<R> type, RecordComponent[] components, Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            String section = prefix.isEmpty() ? "configuration" : prefix.substring(0, prefix.length() - 1);
            problems.add(new Problem(section, null, e.getCause().getMessage(), null));
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be built", e);
        }
    }
}
