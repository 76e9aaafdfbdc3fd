/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.filter.FilteringGeneratorDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.StringWriter;

/** Writes records as JSON; a number that is none is null. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(new Doubles())
                    .addSerializer(new Numbers(Double.class))
                    .addSerializer(new Numbers(double.class)));

    private Json() {}

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own records can be written", e);
        }
    }

    /** @param wanted which members are written; none other is even turned into text */
    public static String text(Object value, TokenFilter wanted) {
        var out = new StringWriter();
        try (var generator = new FilteringGeneratorDelegate(
                MAPPER.createGenerator(out), wanted, TokenFilter.Inclusion.INCLUDE_NON_NULL, true)) {
            MAPPER.writeValue(generator, value);
        } catch (IOException e) {
            throw new IllegalStateException("our own records can be written", e);
        }
        return out.toString();
    }

    private static void write(double value, JsonGenerator out) throws IOException {
        if (!Double.isFinite(value)) {
            out.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            out.writeNumber((long) value);
        } else {
            out.writeNumber(value);
        }
    }

    private static final class Numbers extends StdSerializer<Double> {
        private static final long serialVersionUID = 1;

        Numbers(Class<Double> type) {
            super(type);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            write(value, out);
        }
    }

    private static final class Doubles extends StdSerializer<double[]> {
        private static final long serialVersionUID = 1;

        Doubles() {
            super(double[].class);
        }

        @Override
        public void serialize(double[] values, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartArray();
            for (double value : values) {
                write(value, out);
            }
            out.writeEndArray();
        }
    }
}
