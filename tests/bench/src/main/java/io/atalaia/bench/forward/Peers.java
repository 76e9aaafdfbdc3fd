/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.forward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/** nginx that answers, and nginx and haproxy that forward to it: each writes an access log and uses as many threads as ours. */
public final class Peers implements AutoCloseable {
    private static final String BODY = "x".repeat(1_024);

    private final Path folder;
    private final List<Process> running = new ArrayList<>();

    /** @param folder for configurations and logs */
    public Peers(Path folder) {
        this.folder = folder;
    }

    /** Answers 1 KB to whatever it is asked. */
    public void service(int... ports) throws IOException {
        var listen = new StringBuilder();
        for (int port : ports) {
            listen.append("listen 127.0.0.1:").append(port).append(" backlog=1024; ");
        }
        var ignored = nginx(
                "service", 2, "server { %s access_log off; location / { return 200 '%s'; } }".formatted(listen, BODY));
    }

    /** @return CPU seconds that it took so far */
    public DoubleSupplier nginx(int port, int threads, int... services) throws IOException {
        var servers = new StringBuilder();
        for (int service : services) {
            servers.append("server 127.0.0.1:").append(service).append("; ");
        }
        // Lines wait for each other, as ours do.
        return nginx(
                "nginx",
                threads,
                """
                upstream small { %s keepalive 128; keepalive_requests 1000000; }
                server {
                  listen 127.0.0.1:%d backlog=1024;
                  access_log %s combined buffer=64k flush=1s;
                  location /small/ {
                    proxy_pass http://small/;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_set_header X-Forwarded-For $remote_addr;
                    proxy_set_header X-Forwarded-Host $http_host;
                    proxy_set_header X-Forwarded-Proto $scheme;
                  }
                }
                """
                        .formatted(servers, port, folder.resolve("nginx-access.log")));
    }

    private DoubleSupplier nginx(String name, int workers, String http) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        Path file = own.resolve("nginx.conf");
        Files.writeString(
                file,
                """
                worker_processes %d;
                daemon off;
                pid %s;
                error_log %s warn;
                events { worker_connections 4096; }
                http {
                  client_body_temp_path %4$s/body; proxy_temp_path %4$s/proxy; fastcgi_temp_path %4$s/fcgi;
                  uwsgi_temp_path %4$s/uwsgi; scgi_temp_path %4$s/scgi;
                  keepalive_requests 1000000;
                  %5$s
                }
                """
                        .formatted(workers, own.resolve("pid"), own.resolve("error.log"), own, http));
        return start(
                name,
                List.of(
                        "nginx",
                        "-p",
                        own.toString(),
                        "-e",
                        own.resolve("error.log").toString(),
                        "-c",
                        file.toString()));
    }

    /** As of {@link #nginx}. */
    public DoubleSupplier haproxy(int port, int threads, int... services) throws IOException {
        var servers = new StringBuilder();
        for (int at = 0; at < services.length; at++) {
            servers.append("  server s%d 127.0.0.1:%d%n".formatted(at, services[at]));
        }
        Path file = folder.resolve("haproxy.cfg");
        Files.writeString(
                file,
                """
                global
                  nbthread %d
                  log stdout format raw local0
                defaults
                  mode http
                  log global
                  option httplog
                  option forwardfor
                  timeout client 60s
                  timeout server 60s
                  timeout connect 5s
                frontend front
                  bind 127.0.0.1:%d backlog 1024
                  http-request set-path %%[path,regsub(^/small/,/)]
                  default_backend back
                backend back
                  http-reuse always
                %s
                """
                        .formatted(threads, port, servers));
        return start("haproxy", List.of("haproxy", "-db", "-f", file.toString()));
    }

    private DoubleSupplier start(String name, List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
        running.add(process);
        return () -> Stream.concat(
                        Stream.of(process.toHandle()), process.toHandle().descendants())
                .flatMap(one -> one.info().totalCpuDuration().stream())
                .mapToDouble(time -> time.toNanos() / 1e9)
                .sum();
    }

    @Override
    public void close() {
        running.forEach(Process::destroy);
        running.forEach(process -> process.onExit().join());
    }
}
