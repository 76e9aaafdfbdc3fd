/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import io.atalaia.tests.browser.Webroot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.FileSystem;
import org.graalvm.polyglot.io.IOAccess;

/**
 * Runs the dashboard's ES modules where there is no browser and no document: a module that needs either fails to load here.
 * Each module is known to expressions by its file's name: {@code format.percent(91.6)}.
 */
final class Modules implements AutoCloseable {
    /** One for all tests: parsed sources are shared. */
    private static final Engine ENGINE =
            Engine.newBuilder().option("engine.WarnInterpreterOnly", "false").build();

    /** JSON knows neither "missing" nor "not a number", and the dashboard tells both apart from null. */
    private static final String SHOW =
            """
            globalThis.show = (value) => JSON.stringify(value, (key, part) =>
              part === undefined ? '(undefined)' : Number.isNaN(part) ? '(NaN)' : part === Infinity ? '(Infinity)'
                : ArrayBuffer.isView(part) ? Array.from(part) : part instanceof Set ? [...part] : part);
            """;

    private final Context context;

    private Modules(Context context) {
        this.context = context;
    }

    /** @param names of modules below {@code js}, without their ending: {@code core/format} */
    static Modules load(String... names) {
        var context = Context.newBuilder("js")
                .engine(ENGINE)
                .allowHostAccess(HostAccess.NONE)
                .allowIO(IOAccess.newBuilder()
                        .fileSystem(FileSystem.newReadOnlyFileSystem(FileSystem.newDefaultFileSystem()))
                        .build())
                .timeZone(ZoneOffset.UTC)
                .build();
        context.eval("js", SHOW);
        context.eval(module(Arrays.stream(names).map(Modules::makeKnown).collect(Collectors.joining())));
        return new Modules(context);
    }

    private static String makeKnown(String name) {
        String known = name.substring(name.lastIndexOf('/') + 1).replace('-', '_');
        Path file = Webroot.ROOT.resolve("js/" + name + ".js");
        return "import * as %s from '%s';\nglobalThis.%s = %s;\n".formatted(known, file.toUri(), known, known);
    }

    private static Source module(String text) {
        try {
            return Source.newBuilder("js", text, "test.mjs")
                    .mimeType("application/javascript+module")
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Evaluates statements for what they leave behind: {@code const ring = …}. */
    void run(String statements) {
        context.eval("js", statements);
    }

    Value value(String expression) {
        return context.eval("js", "(" + expression + ")");
    }

    String text(String expression) {
        return value(expression).asString();
    }

    boolean truth(String expression) {
        return value(expression).asBoolean();
    }

    /** The value as JSON; what JSON cannot say reads {@code "(undefined)"}, {@code "(NaN)"} and {@code "(Infinity)"}. */
    String json(String expression) {
        return text("show(" + expression + ")");
    }

    /** Text without the marks that isolate a figure from the direction around it, and with plain spaces. */
    String plain(String expression) {
        return text(expression).replaceAll("[\u2066-\u2069]", "").replaceAll("[\u202f\u00a0]", " ");
    }

    @Override
    public void close() {
        context.close();
    }
}
