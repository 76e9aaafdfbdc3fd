/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import io.atalaia.contracts.series.Schema;
import java.util.List;

/** A schema with the places of its series. */
public record KnownSchema(Schema schema, List<SeriesId> ids) {

    public static KnownSchema of(Schema schema) {
        return new KnownSchema(
                schema, schema.series().stream().map(SeriesId::of).toList());
    }
}
