/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A process in an image's folder as an engine would start it: a root of its own that is read-only, the image's user, no
 * variables but its own, a small /tmp from which nothing can be executed, and a network of its own. This machine's
 * /usr takes the place of the image's operating system and Java.
 */
final class Container implements AutoCloseable {
    /** Arguments: the new root, the layout's folder, the volume, user:group, address, lines for hosts; then mounts until "--". */
    private static final String ENTER =
            """
            set -euo pipefail
            root=$1 opt=$2 volume=$3 user=$4 address=$5 hosts=$6; shift 6
            ip link set lo up
            ip addr replace "$address/24" dev lo
            mount -t tmpfs tmpfs "$root"
            mkdir -p "$root"/{usr,etc,proc,dev,tmp,data,opt/atalaia}
            for link in bin lib lib64 sbin; do [ -e "/$link" ] && ln -s "usr/$link" "$root/$link"; done
            mount --rbind /usr "$root/usr"
            mount --rbind /proc "$root/proc"
            mount --rbind /dev "$root/dev"
            cp -a /etc/. "$root/etc/" 2>/dev/null || true
            echo "atalaia:x:${user/:/:}::/data:/usr/sbin/nologin" > "$root/etc/passwd"
            printf '%b' "127.0.0.1 localhost\\n$hosts" > "$root/etc/hosts"
            mount --bind "$opt" "$root/opt/atalaia"
            mount --bind "$volume" "$root/data"
            while [ "$1" != -- ]; do
              mkdir -p "$(dirname "$root$2")" && touch "$root$2" && mount --bind "$1" "$root$2"; shift 2
            done
            shift
            mount -t tmpfs -o noexec,nosuid tmpfs "$root/tmp" && chmod 1777 "$root/tmp"
            mount -o remount,ro "$root"
            cd "$root" && exec chroot --userspec="$user" --groups= "$root" "$@"
            """;

    private final Process process;
    private final Path output;

    private Container(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * How it is started.
     *
     * @param beside whose network it shares; null for a network of its own
     * @param address one that this network has, beside loopback
     * @param hosts lines of the hosts file
     * @param files of this machine by their paths inside
     */
    record Start(
            Image image,
            Path volume,
            Container beside,
            String address,
            String hosts,
            Map<String, String> environment,
            Map<Path, String> files,
            List<String> command) {}

    static Container start(Path folder, Start start) {
        try {
            Path root = Files.createTempDirectory(folder, "root");
            Path output = Files.createTempFile(folder, "container", ".log");
            var command = namespaces(start.beside());
            command.addAll(List.of("bash", "-c", ENTER, "enter", root.toString()));
            command.add(start.image().at("/opt/atalaia").toString());
            command.add(start.volume().toString());
            command.addAll(List.of(start.image().stage().last("USER"), start.address(), start.hosts()));
            start.files().forEach((file, path) -> command.addAll(List.of(file.toString(), path)));
            command.addAll(List.of("--", "/usr/bin/env", "-i"));
            environment(start).forEach((name, value) -> command.add(name + "=" + value));
            command.addAll(start.command());
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            return new Container(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> namespaces(Container beside) {
        var command = new ArrayList<String>();
        if (beside != null) {
            command.addAll(List.of("nsenter", "-n", "-t", String.valueOf(beside.pid())));
        }
        command.addAll(List.of("unshare", "--mount", "--propagation", "private"));
        if (beside == null) {
            command.add("--net");
        }
        return command;
    }

    private static Map<String, String> environment(Start start) {
        var all = new TreeMap<>(start.image().stage().environment());
        all.putAll(start.environment());
        all.put("PATH", "/usr/bin:/bin");
        all.put("JAVA_HOME", System.getProperty("java.home"));
        return all;
    }

    Container awaitReady(Duration limit) {
        Awaitility.await("ready").atMost(limit).until(() -> output().contains(" is ready ") || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("it ended with " + process.exitValue() + ": " + output());
        }
        return this;
    }

    /** Each step hands its process over to the next, so that this is the one that an engine sends signals to. */
    long pid() {
        return process.pid();
    }

    /** As an engine stops it; gives the exit code. */
    int terminate(Duration limit) {
        process.destroy();
        return exit(limit);
    }

    int exit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still alive after " + limit + ": " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest line of /proc/PID/status with this name. */
    String status(String name) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
            return lines.filter(line -> line.startsWith(name + ":")).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        exit(Duration.ofSeconds(30));
    }
}
