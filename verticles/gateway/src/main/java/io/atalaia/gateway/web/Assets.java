/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads the dashboard's files into memory, by their path below the root. What is not in the map does not exist: no path that a
 * request names ever reaches a file system. Blocks: call it from a worker.
 */
final class Assets {
    private static final int MOST_FILES = 5_000;
    private static final long LARGEST = 8L * 1024 * 1024;
    private static final String FOLDER = "webroot";

    private Assets() {}

    /** @param webroot a folder, or empty for the files on the class path */
    static Map<String, Asset> load(String webroot) throws IOException {
        if (!webroot.isEmpty()) {
            Path folder = Path.of(webroot);
            if (!Files.isDirectory(folder)) {
                throw new IllegalStateException("gateway.webroot: there is no folder " + webroot);
            }
            return read(folder);
        }
        URL index = Assets.class.getClassLoader().getResource(FOLDER + "/index.html");
        return index == null ? Map.of() : besides(index);
    }

    private static Map<String, Asset> besides(URL index) throws IOException {
        try {
            URI uri = index.toURI();
            if (!uri.getScheme().equals("jar")) {
                return read(Path.of(uri).getParent());
            }
            String jar = uri.toString().substring(0, uri.toString().indexOf("!/"));
            try (FileSystem files = FileSystems.newFileSystem(Path.of(URI.create(jar.substring("jar:".length()))))) {
                return read(files.getPath(FOLDER));
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static Map<String, Asset> read(Path root) throws IOException {
        var assets = new HashMap<String, Asset>();
        for (Path file : files(root)) {
            String name = root.relativize(file).toString().replace('\\', '/');
            assets.put(name, Asset.of(name, Files.readAllBytes(file)));
        }
        return Map.copyOf(assets);
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(Assets::fits)
                    .limit(MOST_FILES)
                    .toList();
        }
    }

    private static boolean fits(Path file) {
        try {
            return Files.size(file) <= LARGEST;
        } catch (IOException e) {
            return false;
        }
    }
}
