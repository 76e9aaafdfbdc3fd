/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program that comes with every Java and makes certificates, which its libraries do not. */
final class Keytool {
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z][A-Za-z0-9-]*)*");
    /** Apple's systems refuse longer ones. */
    private static final int DAYS = 397;

    private static final String PASSWORD = "ATALAIA_KEYTOOL";

    private Keytool() {}

    /**
     * A new key with a certificate that it signed itself, for localhost, the host's name and each of its addresses.
     *
     * @param folder for a file that is there meanwhile; only this user may see into it
     */
    static PrivateKeyEntry selfSigned(Path folder, String host) throws IOException, GeneralSecurityException {
        Path store = folder.resolve("new.p12");
        Files.deleteIfExists(store);
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        try {
            run(
                    List.of(
                            "-keystore",
                            store.toString(),
                            "-ext",
                            "SAN=" + names(host),
                            "-dname",
                            "CN=" + commonName(host)),
                    password);
            var opened = KeyStore.getInstance(store.toFile(), password.toCharArray());
            return (PrivateKeyEntry) opened.getEntry("dev", new PasswordProtection(password.toCharArray()));
        } finally {
            Files.deleteIfExists(store);
        }
    }

    private static void run(List<String> special, String password) throws IOException {
        String program =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = new ArrayList<>(List.of(program, "-genkeypair", "-alias", "dev", "-keyalg", "EC"));
        command.addAll(List.of("-groupname", "secp256r1", "-validity", String.valueOf(DAYS), "-storetype", "PKCS12"));
        command.addAll(List.of("-ext", "KeyUsage:critical=digitalSignature", "-ext", "ExtendedKeyUsage=serverAuth"));
        // Arguments are seen by every user of the machine, the environment is not.
        command.addAll(List.of("-storepass:env", PASSWORD));
        command.addAll(special);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(PASSWORD, password);
        var process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(said.lines().findFirst().orElse("keytool failed"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String commonName(String host) {
        return NAME.matcher(host).matches() ? host : "localhost";
    }

    private static String names(String host) throws IOException {
        var names = Stream.of("localhost", host)
                .distinct()
                .filter(name -> NAME.matcher(name).matches())
                .map(name -> "dns:" + name);
        return Stream.concat(names, addresses()).collect(Collectors.joining(","));
    }

    private static Stream<String> addresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLinkLocalAddress())
                .map(InetAddress::getHostAddress)
                .map(address -> "ip:" + address.replaceAll("%.*", ""))
                .distinct();
    }
}
