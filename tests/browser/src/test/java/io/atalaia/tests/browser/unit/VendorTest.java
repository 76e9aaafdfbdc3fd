/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.browser.unit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaia.tests.browser.Webroot;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other people's code in the repository is exactly what vendor.json says, with its licence beside it. */
class VendorTest {
    record Vendored(String name, String file, String licenceText, String sha256) {
        @Override
        public String toString() {
            return name + ": " + file;
        }
    }

    static Iterable<Vendored> vendored() throws IOException {
        JsonNode list = new ObjectMapper().readTree(Webroot.read("vendor/vendor.json"));
        return StreamSupport.stream(list.spliterator(), false)
                .map(entry -> new Vendored(
                        entry.get("name").asText(),
                        entry.get("file").asText(),
                        entry.get("licenceText").asText(),
                        entry.get("sha256").asText()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("vendored")
    void theFileIsTheOneThatWasVendored(Vendored library) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Webroot.bytes(library.file()));
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(library.sha256());
    }

    @ParameterizedTest
    @MethodSource("vendored")
    void itsLicenceLiesBesideIt(Vendored library) {
        assertThat(Webroot.read(library.licenceText())).hasSizeGreaterThan(200);
    }

    @Test
    void nothingIsVendoredWithoutBeingListed() throws IOException {
        var listed = new TreeSet<String>();
        vendored().forEach(library -> listed.add(library.file()));
        var found = new TreeSet<String>();
        for (String place : new String[] {"vendor", "fonts"}) {
            try (var files = Files.walk(Webroot.ROOT.resolve(place))) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !file.startsWith(Webroot.ROOT.resolve("vendor/LICENSES")))
                        .map(Webroot::nameOf)
                        .filter(name -> !name.equals("vendor/vendor.json"))
                        .forEach(found::add);
            }
        }
        assertThat(found).isEqualTo(listed);
    }

    @Test
    void noLibraryNamesASourceMapThatIsNotThere() throws IOException {
        for (Vendored library : vendored()) {
            if (library.file().endsWith(".js") || library.file().endsWith(".css")) {
                assertThat(Webroot.read(library.file())).as(library.file()).doesNotContain("sourceMappingURL=");
            }
        }
    }
}
