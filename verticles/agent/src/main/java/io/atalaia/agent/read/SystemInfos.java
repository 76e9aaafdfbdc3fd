/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import io.atalaia.agent.engine.MapCollector;
import io.atalaia.agent.parse.Texts;
import io.atalaia.contracts.series.Series;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is told by labels: the kernel, the system, the maker. Serial numbers stay where they are: only root may read them. */
final class SystemInfos implements MapCollector.Source {
    private static final List<String> OS = List.of(
            "BUILD_ID",
            "ID",
            "ID_LIKE",
            "IMAGE_ID",
            "IMAGE_VERSION",
            "NAME",
            "PRETTY_NAME",
            "VARIANT",
            "VARIANT_ID",
            "VERSION",
            "VERSION_CODENAME",
            "VERSION_ID");
    private static final List<String> DMI = List.of(
            "bios_date",
            "bios_release",
            "bios_vendor",
            "bios_version",
            "board_name",
            "board_vendor",
            "board_version",
            "chassis_vendor",
            "chassis_version",
            "product_family",
            "product_name",
            "product_sku",
            "product_version",
            "sys_vendor");

    private final Roots roots;

    SystemInfos(Roots roots) {
        this.roots = roots;
    }

    @Override
    public Map<Series, Double> read() {
        var figures = new Figures();
        info(figures, "node_uname_info", kernel());
        var os = Texts.assignments(Texts.firstOf(
                SmallFile.text(roots.etc().resolve("os-release")), SmallFile.text(roots.at("/usr/lib/os-release"))));
        Map<String, String> osLabels = new LinkedHashMap<>();
        OS.forEach(name -> osLabels.put(name.toLowerCase(Locale.ROOT), os.getOrDefault(name, "")));
        info(figures, "node_os_info", osLabels);
        version(figures, os);
        Map<String, String> dmi = new LinkedHashMap<>();
        Path folder = roots.sys().resolve("class/dmi/id");
        DMI.forEach(name ->
                dmi.put(name.equals("sys_vendor") ? "system_vendor" : name, SmallFile.word(folder.resolve(name))));
        info(figures, "node_dmi_info", dmi);
        return figures.all();
    }

    private Map<String, String> kernel() {
        Path kernel = roots.proc().resolve("sys/kernel");
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("sysname", SmallFile.word(kernel.resolve("ostype")));
        labels.put("release", SmallFile.word(kernel.resolve("osrelease")));
        labels.put("version", SmallFile.word(kernel.resolve("version")));
        labels.put("nodename", HostName.of(roots));
        labels.put("domainname", SmallFile.word(kernel.resolve("domainname")));
        if (!Figures.told(labels).isEmpty()) {
            // Since Linux 6.1; before, Java knows it.
            labels.put("machine", Texts.firstOf(SmallFile.word(kernel.resolve("arch")), LinuxPlatform.architecture()));
        }
        return labels;
    }

    /** The first two numbers of the version: 12, 22.04, 9.3. */
    private static void version(Figures figures, Map<String, String> os) {
        var number = Texts.leadingNumber(os.getOrDefault("VERSION_ID", ""));
        if (number.isPresent()) {
            Map<String, String> labels = new LinkedHashMap<>();
            List.of("ID", "ID_LIKE", "NAME")
                    .forEach(name -> labels.put(name.toLowerCase(Locale.ROOT), os.getOrDefault(name, "")));
            figures.gauge("node_os_version", labels, number.get());
        }
    }

    private static void info(Figures figures, String name, Map<String, String> labels) {
        if (!Figures.told(labels).isEmpty()) {
            figures.gauge(name, labels, 1);
        }
    }
}
