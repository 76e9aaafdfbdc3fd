/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.tests.integration.docker.Dockerfile.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The folder that a stage's COPY instructions make, from what this build laid out. */
record Image(Stage stage, Path folder) {
    /** The first stage works in a folder of this name; what it builds stands here below the sources. */
    private static final String BUILT = "/src/";

    static Image layOut(Stage stage, Path folder) {
        copies(stage).forEach(copy -> copy.sources().forEach(source -> put(source, folder, copy.target())));
        return new Image(stage, folder);
    }

    /** @param sources existing files and folders of this machine */
    record Copy(List<Path> sources, String target) {}

    static List<Copy> copies(Stage stage) {
        return stage.all("COPY").stream().map(Image::copy).toList();
    }

    private static Copy copy(String rest) {
        var words = new ArrayList<>(Arrays.asList(rest.split(" +")));
        boolean built = words.get(0).equals("--from=build");
        if (built) {
            words.remove(0);
        }
        String target = words.remove(words.size() - 1);
        var sources = words.stream()
                .map(word -> Dockerfile.ROOT.resolve(built ? word.substring(BUILT.length()) : word))
                .toList();
        assertThat(sources).as(rest).allSatisfy(source -> assertThat(source).exists());
        return new Copy(sources, target);
    }

    /** A folder's content goes into the target; a file goes below it. */
    private static void put(Path source, Path folder, String target) {
        Path into = folder.resolve(target.substring(1));
        try (var files = Files.walk(source)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                boolean single = file.equals(source) && Files.isRegularFile(file);
                Path to = single
                        ? into.resolve(file.getFileName())
                        : into.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a path inside the image lies. */
    Path at(String path) {
        return folder.resolve(path.substring(1));
    }
}
