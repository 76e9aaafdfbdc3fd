/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command.doctor.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.launcher.Packaged;
import io.atalaia.launcher.command.doctor.DataCheck;
import io.atalaia.launcher.command.doctor.FileChecks;
import io.atalaia.launcher.command.doctor.Finding;
import io.atalaia.launcher.command.doctor.Finding.Grade;
import io.atalaia.launcher.command.doctor.Findings;
import io.atalaia.launcher.command.doctor.MachineChecks;
import io.atalaia.launcher.command.doctor.SpoolCheck;
import io.atalaia.tests.support.FreePorts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubChecksTest {
    @TempDir
    Path folder;

    @Test
    void aPortThatAnotherProcessHasIsToldWithItsName() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var port = new PortCheck("gateway.port", "127.0.0.1", taken.getLocalPort(), "tcp");
            var finding = port.look(Optional.empty());
            assertThat(finding.grade()).isEqualTo(Grade.FAIL);
            assertThat(finding.detail())
                    .isEqualTo("is held by java (process "
                            + ProcessHandle.current().pid() + ")");
            assertThat(finding.mend()).contains("gateway.port");
            var me = new Sockets.Holder(ProcessHandle.current().pid(), "java");
            assertThat(port.look(Optional.of(me)).grade()).isEqualTo(Grade.OK);
        }
        try (var taken = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            var port = new PortCheck("discovery.text.port", "127.0.0.1", taken.getLocalPort(), "udp");
            assertThat(port.look(Optional.empty()).detail()).contains("is held by java");
        }
    }

    @Test
    void aFreePortIsFree() {
        assertThat(new PortCheck("gateway.port", "127.0.0.1", FreePorts.next(), "tcp")
                        .look(Optional.empty())
                        .grade())
                .isEqualTo(Grade.OK);
    }

    @Test
    void theClusterThatComesWithAtalaiaIsThisMachineAlone() {
        assertThat(ClusterCheck.of(Packaged.text(Packaged.CLUSTER)))
                .hasSize(2)
                .allMatch(finding -> finding.grade() == Grade.OK);
    }

    @Test
    void membersThatCannotBeReachedAndAnInterfaceOfAnotherMachineAreTold() {
        String xml = Packaged.text(Packaged.CLUSTER)
                .replace("<member>127.0.0.1:5701</member>", "<member>nowhere.invalid:5701</member>")
                .replaceAll("<member>127.0.0.1:570[23]</member>", "")
                .replace("<interface>127.0.0.1</interface>", "<interface>203.0.113.*</interface>");
        assertThat(ClusterCheck.of(xml)).extracting(Finding::grade).containsExactly(Grade.FAIL, Grade.WARN, Grade.WARN);
        assertThat(ClusterCheck.of("<hazelcast")).singleElement().matches(finding -> finding.grade() == Grade.FAIL);
    }

    @Test
    void aDatabaseThatDoesNotAnswerAndOneWithoutAReplicaSetAreTold() {
        assertThat(MongoCheck.of("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200")
                        .grade())
                .isEqualTo(Grade.FAIL);
        assertThat(MongoCheck.of("not a uri").detail()).contains("mongodb://");
    }

    @Test
    void aFolderThatOthersReadAndADiskWithoutRoomAreTold() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(DataCheck.of(folder, Long.MAX_VALUE))
                .extracting(Finding::grade)
                .containsExactly(Grade.OK, Grade.FAIL, Grade.WARN);
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(DataCheck.of(file, 1)).singleElement().matches(finding -> finding.grade() == Grade.FAIL);
        assertThat(DataCheck.of(folder.resolve("new/one"), 1)).allMatch(finding -> finding.grade() == Grade.OK);
        assertThat(Files.list(folder)).hasSize(1);
    }

    @Test
    void aSpoolThatFillsIsTold() throws IOException {
        Path spool = Files.createDirectory(folder.resolve("spool"));
        Files.write(spool.resolve("a.sealed"), new byte[500]);
        assertThat(SpoolCheck.of("spool", spool, 10_000).grade()).isEqualTo(Grade.OK);
        assertThat(SpoolCheck.of("spool", spool, 1_500).grade()).isEqualTo(Grade.WARN);
        assertThat(SpoolCheck.of("spool", spool, 510).grade()).isEqualTo(Grade.FAIL);
    }

    @Test
    void aSecretThatOthersReadIsTold() throws IOException {
        Path file = Files.createFile(folder.resolve("token"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(FileChecks.secret("token", file).mend()).isEqualTo("chmod o-rwx " + file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(FileChecks.secret("token", file).grade()).isEqualTo(Grade.OK);
    }

    @Test
    void eachFindingIsOneLineAndTheWorstDecidesTheExitCode() throws IOException {
        var findings =
                new Findings().add(Finding.ok("clock", "the same")).add(MachineChecks.descriptors(Long.MAX_VALUE));
        assertThat(findings.code()).isZero();
        findings.add(Finding.fail("port 1/tcp", "is held by nc (process 7)", "end that"));
        assertThat(findings.code()).isEqualTo(1);
        var out = new ByteArrayOutputStream();
        findings.print(new PrintStream(out));
        assertThat(out.toString().lines())
                .hasSize(3)
                .startsWith("OK    clock: the same")
                .endsWith("FAIL  port 1/tcp: is held by nc (process 7) -> end that");
        out.reset();
        findings.printJson(new PrintStream(out));
        assertThat(out.toString()).startsWith("{\"ok\":false,\"findings\":[{\"grade\":\"OK\",\"what\":\"clock\"");
    }
}
