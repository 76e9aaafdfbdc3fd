/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.config;

import java.lang.reflect.RecordComponent;

/** One key that takes a value. */
record Leaf(String key, RecordComponent component) {

    boolean secret() {
        return component.isAnnotationPresent(Secret.class);
    }

    Range range() {
        return component.getAnnotation(Range.class);
    }
}
