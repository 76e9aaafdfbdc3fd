/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The description of the REST API (OpenAPI 3.1, spec.openapis.org/oas/v3.1.1). Each file has one group of paths; the file
 * {@code root} names them in their order.
 */
public final class Description {
    private static final String FOLDER = "/openapi/";
    private static final String PARTS = "x-parts";
    private static final String ANSWERS = "x-answers";

    private Description() {}

    /** Reads and joins the files: some tens of milliseconds in which the caller waits. */
    public static Map<String, Object> read() {
        Map<String, Object> whole = file("root");
        Object parts = whole.remove(PARTS);
        Map<String, Object> answers = Joint.object(whole.remove(ANSWERS));
        for (Object part : (List<?>) parts) {
            Joint.add(whole, file(part.toString()), part.toString());
        }
        Operations.complete(whole, answers);
        return whole;
    }

    /** The document as YAML again. */
    public static String yaml(Map<String, Object> document) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(140);
        // What stands in several places is written out in each: not every reader of YAML follows its anchors.
        return new Yaml(options).dump(Joint.copy(document));
    }

    private static Map<String, Object> file(String name) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (InputStream text = Description.class.getResourceAsStream(FOLDER + name + ".yaml")) {
            if (text == null) {
                throw new IllegalStateException("there is no part " + name + " of the API's description");
            }
            return Joint.object(new Yaml(new SafeConstructor(options)).load(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
