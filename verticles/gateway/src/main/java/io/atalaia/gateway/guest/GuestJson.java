/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.guest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.atalaia.gateway.engine.GuestLine;
import io.atalaia.gateway.engine.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads samples as programs write them. What is wrong with one is a {@link Refusal} that names the field and the rule. */
public final class GuestJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int LONGEST_SHOWN = 40;

    private GuestJson() {}

    /**
     * Reads one object.
     *
     * @param nobody the name of a sender that gives none
     */
    public static GuestLine line(byte[] json, String nobody) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            GuestLine line = object(parser, nobody);
            if (parser.nextToken() != null) {
                throw Refusal.bad("the line: must be one JSON object");
            }
            return line;
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (IOException e) {
            throw Refusal.bad("the line: must be JSON in UTF-8");
        }
    }

    /** What a first line shows that is nothing but {@code {"token":"…"}}; empty for any other line. */
    static Optional<String> token(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            boolean begins = parser.nextToken() == JsonToken.START_OBJECT
                    && parser.nextToken() == JsonToken.FIELD_NAME
                    && parser.currentName().equals("token")
                    && parser.nextToken() == JsonToken.VALUE_STRING;
            String token = begins ? parser.getText() : null;
            boolean alone = begins && parser.nextToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
            return alone ? Optional.of(token) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What a text with several samples holds at one place: a sample, or why there is none. */
    public record Item(GuestLine line, Refusal refusal) {}

    /**
     * Reads an object, an array of objects, or objects one after the other. After what is no JSON nothing more can be read.
     *
     * @param most how many are read
     */
    public static List<Item> all(byte[] json, String nobody, int most) {
        var items = new ArrayList<Item>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            boolean array = parser.nextToken() == JsonToken.START_ARRAY;
            JsonToken token = array ? parser.nextToken() : parser.currentToken();
            while (token != null && !(array && token == JsonToken.END_ARRAY)) {
                if (items.size() == most) {
                    throw Refusal.bad("the body: must have at most " + most + " samples");
                }
                items.add(item(parser, nobody));
                token = parser.nextToken();
            }
        } catch (JsonProcessingException e) {
            items.add(new Item(null, notJson(e)));
        } catch (IOException e) {
            items.add(new Item(null, Refusal.bad("the body: must be JSON in UTF-8")));
        }
        return items;
    }

    private static Item item(JsonParser parser, String nobody) throws IOException {
        int depth = depth(parser);
        try {
            return new Item(object(parser, nobody), null);
        } catch (Refusal refusal) {
            while (depth(parser) > depth || parser.currentToken() == JsonToken.FIELD_NAME) {
                if (parser.nextToken() == null) {
                    break;
                }
            }
            return new Item(null, refusal);
        }
    }

    /** How many objects and arrays the parser is in, the one that just ended not counted. */
    private static int depth(JsonParser parser) {
        int depth = 0;
        for (var context = parser.getParsingContext(); context != null; context = context.getParent()) {
            depth++;
        }
        return parser.currentToken() == JsonToken.START_OBJECT || parser.currentToken() == JsonToken.START_ARRAY
                ? depth - 1
                : depth;
    }

    private static GuestLine object(JsonParser parser, String nobody) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Refusal.bad(
                    "the line: must be a JSON object such as {\"client\":\"name\",\"metrics\":{\"load\":1.5}}");
        }
        var draft = new Draft();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            draft.read(field, parser);
        }
        return draft.line(nobody);
    }

    private static Refusal notJson(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        if (message.startsWith("Duplicate field")) {
            return Refusal.bad("the line: has a field twice");
        }
        var at = e.getLocation();
        return Refusal.bad(
                "the line: must be JSON" + (at == null ? "" : "; it is not from column " + at.getColumnNr() + " on"));
    }

    static String shown(String name) {
        return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
    }

    /** What has been read of an object. */
    private static final class Draft {
        private String client;
        private long time;
        private String id = "";
        private final Map<String, Double> metrics = new LinkedHashMap<>();
        private Map<String, String> labels = Map.of();

        void read(String field, JsonParser parser) throws IOException {
            switch (field) {
                case "client", "name" -> {
                    if (client != null) {
                        throw Refusal.bad("name: give client or name, not both");
                    }
                    client = text(field, parser);
                }
                case "t" -> time = time(parser);
                case "id" -> id = text(field, parser);
                case "metrics" -> readMetrics(parser);
                case "labels" -> labels = labels(parser);
                default -> add(field, field, parser);
            }
        }

        private void readMetrics(JsonParser parser) throws IOException {
            expectObject("metrics", parser);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                add(name, "metrics." + name, parser);
            }
        }

        private void add(String name, String field, JsonParser parser) throws IOException {
            if (!parser.currentToken().isNumeric()) {
                throw Refusal.bad(shown(field) + ": must be a number");
            }
            if (metrics.put(name, parser.getDoubleValue()) != null) {
                throw Refusal.bad(shown(field) + ": is given twice");
            }
        }

        private static Map<String, String> labels(JsonParser parser) throws IOException {
            expectObject("labels", parser);
            var labels = new LinkedHashMap<String, String>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (!parser.currentToken().isScalarValue() || parser.currentToken() == JsonToken.VALUE_NULL) {
                    throw Refusal.bad(shown("labels." + name) + ": must be a text");
                }
                labels.put(name, parser.getText());
            }
            return labels;
        }

        private static void expectObject(String field, JsonParser parser) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw Refusal.bad(field + ": must be an object");
            }
        }

        private static String text(String field, JsonParser parser) throws IOException {
            boolean texts = parser.currentToken() == JsonToken.VALUE_STRING
                    || field.equals("id") && parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
            if (!texts || parser.getText().isBlank()) {
                throw Refusal.bad(field + ": must be a text that is not empty");
            }
            return parser.getText();
        }

        private static long time(JsonParser parser) throws IOException {
            if (!parser.currentToken().isNumeric()) {
                throw Refusal.bad("t: must be epoch milliseconds");
            }
            double millis = parser.getDoubleValue();
            if (!(millis >= 1 && millis < Long.MAX_VALUE)) {
                throw Refusal.bad("t: must be epoch milliseconds");
            }
            return (long) millis;
        }

        GuestLine line(String nobody) {
            return new GuestLine(client == null ? nobody : client, metrics, labels, time, id);
        }
    }
}
