/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import static io.atalaia.agent.Hubs.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.agent.parse.MountFile.Volume;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VolumeWatchTest {
    private static final Volume ROOT = new Volume("/dev/vda", "ext4", "/");
    private static final Volume REMOTE = new Volume("filer:/x", "nfs4", "/mnt/x");

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final FakePlatform platform = new FakePlatform();
    private final VolumeWatch watch = new VolumeWatch(platform, Workers.of(vertx, "n1"), 1_000);

    @AfterEach
    void close() {
        platform.back.countDown();
        done(vertx.close());
    }

    private void look() {
        Promise<Void> looked = Promise.promise();
        loop.runOnContext(run -> watch.look().onComplete(looked));
        done(looked.future());
    }

    private double size(Volume volume) {
        return watch.newest().entrySet().stream()
                .filter(one -> one.getKey().name().equals("node_filesystem_size_bytes"))
                .filter(one -> one.getKey().labels().get("mountpoint").equals(volume.mountPoint()))
                .mapToDouble(one -> one.getValue())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aVolumeThatHangsHasNoValuesAndHoldsUpNobody() {
        platform.volumes = List.of(REMOTE, ROOT);
        platform.hanging.add(REMOTE);
        look();
        assertThat(size(ROOT)).isEqualTo(100);
        assertThat(size(REMOTE)).isNaN();
        int asked = platform.asked.get();
        look();
        assertThat(platform.asked.get())
                .as("the one that hangs is not asked again")
                .isEqualTo(asked + 1);
        platform.hanging.clear();
        platform.back.countDown();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            look();
            return size(REMOTE) == 100;
        });
    }

    @Test
    void aVolumeThatIsUnmountedIsGone() {
        platform.volumes = List.of(REMOTE, ROOT);
        look();
        assertThat(watch.newest()).hasSize(14);
        platform.volumes = List.of(ROOT);
        look();
        assertThat(watch.newest()).hasSize(7);
        assertThat(watch.newest().keySet())
                .allSatisfy(series -> assertThat(series.labels()).containsEntry("mountpoint", "/"));
    }
}
