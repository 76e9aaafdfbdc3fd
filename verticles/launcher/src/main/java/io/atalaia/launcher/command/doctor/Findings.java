/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.launcher.command.doctor.Finding.Grade;
import io.atalaia.platform.config.ConfigException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** All that was found. */
public final class Findings {
    private final List<Finding> all = new ArrayList<>();

    @CanIgnoreReturnValue
    public Findings add(Finding finding) {
        all.add(finding);
        return this;
    }

    @CanIgnoreReturnValue
    public Findings addAll(List<Finding> findings) {
        all.addAll(findings);
        return this;
    }

    /** Each problem of a configuration that cannot be used; nothing else can be looked at then. */
    public static Findings of(ConfigException wrong) {
        var findings = new Findings();
        wrong.problems()
                .forEach(problem -> findings.all.add(
                        Finding.fail("configuration", problem.toString(), "correct the key where it was set")));
        return findings;
    }

    public List<Finding> all() {
        return List.copyOf(all);
    }

    /** The exit code: whether something does not work. */
    public int code() {
        return all.stream().anyMatch(finding -> finding.grade() == Grade.FAIL) ? 1 : 0;
    }

    /** A line for each. */
    public void print(PrintStream out) {
        for (Finding one : all) {
            String mend = one.mend().isEmpty() ? "" : " -> " + one.mend();
            out.printf("%-4s  %s: %s%s%n", one.grade(), one.what(), one.detail(), mend);
        }
        out.flush();
    }

    /** The same for programs. */
    public void printJson(PrintStream out) throws IOException {
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeBooleanField("ok", code() == 0);
            json.writeArrayFieldStart("findings");
            for (Finding one : all) {
                write(json, one);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println(text);
        out.flush();
    }

    private static void write(JsonGenerator json, Finding one) throws IOException {
        json.writeStartObject();
        json.writeStringField("grade", one.grade().name());
        json.writeStringField("what", one.what());
        json.writeStringField("detail", one.detail());
        json.writeStringField("mend", one.mend());
        json.writeEndObject();
    }
}
