/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.wire;

import io.atalaia.contracts.proto.SchemaMessage;
import io.atalaia.contracts.proto.SeriesMessage;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;

/** A schema in protobuf; {@code sample.proto} documents the fields. */
public final class SchemaForm {
    private SchemaForm() {}

    public static SchemaMessage message(Schema schema) {
        var message = SchemaMessage.newBuilder().setHash(schema.hash());
        for (Series series : schema.series()) {
            message.addSeries(SeriesMessage.newBuilder()
                    .setName(series.name())
                    .putAllLabels(series.labels())
                    .setCounter(series.kind() == Kind.COUNTER));
        }
        return message.build();
    }

    /** The hash is computed, not believed: {@link IllegalArgumentException} when the message names another. */
    public static Schema schema(SchemaMessage message) {
        var schema = Schema.of(message.getSeriesList().stream()
                .map(series -> new Series(
                        series.getName(), series.getLabelsMap(), series.getCounter() ? Kind.COUNTER : Kind.GAUGE))
                .toList());
        if (!schema.hash().equals(message.getHash())) {
            throw new IllegalArgumentException("the schema's hash is " + schema.hash() + ", not " + message.getHash());
        }
        return schema;
    }
}
