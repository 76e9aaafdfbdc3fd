/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate;

import io.atalaia.contracts.storage.Block;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;

/**
 * The acknowledged blocks, one a line with tabs between: machine, boot, seq, from, to, samples. Whatever stands here has
 * to come back from a query, once. Any thread.
 */
public final class Ledger {
    private final AsyncFile file;

    private Ledger(AsyncFile file) {
        this.file = file;
    }

    public static Future<Ledger> open(Vertx vertx, String path) {
        return vertx.fileSystem()
                .open(path, new OpenOptions().setWrite(true).setCreate(true).setTruncateExisting(true))
                .map(Ledger::new);
    }

    void acked(Block block) {
        line(String.join(
                "\t",
                block.machine(),
                block.boot(),
                Long.toString(block.seq()),
                Long.toString(block.from()),
                Long.toString(block.to()),
                Integer.toString(block.samples())));
    }

    /** What each machine collected and what of it was acknowledged, the past among it: a comment at the end. */
    void sum(String machine, long sampled, long acked) {
        line("# " + machine + "\t" + sampled + "\t" + acked);
    }

    private void line(String text) {
        // A failed write shows when the file is closed.
        file.write(Buffer.buffer(text + "\n"));
    }

    public Future<Void> close() {
        return file.flush().compose(flushed -> file.close());
    }
}
