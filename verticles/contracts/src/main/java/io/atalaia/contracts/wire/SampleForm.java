/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.atalaia.contracts.proto.ProcessMessage;
import io.atalaia.contracts.proto.ProcessTable;
import io.atalaia.contracts.proto.SampleBatchMessage;
import io.atalaia.contracts.proto.SampleMessage;
import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Samples;
import java.util.List;

/** Live samples in protobuf; {@code sample.proto} documents the fields. */
public final class SampleForm {
    private SampleForm() {}

    static byte[] encode(Samples samples) {
        var batch = SampleBatchMessage.newBuilder();
        samples.samples().forEach(sample -> batch.addSamples(message(sample)));
        return batch.build().toByteArray();
    }

    static Samples decode(byte[] bytes) {
        try {
            return new Samples(SampleBatchMessage.parseFrom(bytes).getSamplesList().stream()
                    .map(SampleForm::sample)
                    .toList());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a batch of samples", e);
        }
    }

    public static SampleMessage message(Sample sample) {
        var message = SampleMessage.newBuilder()
                .setMachine(sample.machine())
                .setBoot(sample.boot())
                .setTime(sample.time())
                .setSchema(sample.schema());
        for (double value : sample.values()) {
            message.addValues(value);
        }
        if (sample.processes() != null) {
            var table = ProcessTable.newBuilder();
            sample.processes().forEach(row -> table.addRows(message(row)));
            message.setProcesses(table);
        }
        return message.build();
    }

    private static ProcessMessage message(ProcessRow row) {
        var message = ProcessMessage.newBuilder()
                .setPid(row.pid())
                .setStart(row.start())
                .setCommand(row.command())
                .setUser(row.user())
                .setCpuSeconds(row.cpuSeconds())
                .setResidentBytes(row.residentBytes());
        if (row.readBytes() != null) {
            message.setReadBytes(row.readBytes());
        }
        if (row.writtenBytes() != null) {
            message.setWrittenBytes(row.writtenBytes());
        }
        return message.build();
    }

    public static Sample sample(SampleMessage message) {
        List<ProcessRow> processes = message.hasProcesses()
                ? message.getProcesses().getRowsList().stream()
                        .map(SampleForm::row)
                        .toList()
                : null;
        return new Sample(
                message.getMachine(),
                message.getBoot(),
                message.getTime(),
                message.getSchema(),
                values(message),
                processes);
    }

    private static double[] values(SampleMessage message) {
        double[] values = new double[message.getValuesCount()];
        for (int index = 0; index < values.length; index++) {
            values[index] = message.getValues(index);
        }
        return values;
    }

    private static ProcessRow row(ProcessMessage message) {
        return new ProcessRow(
                message.getPid(),
                message.getStart(),
                message.getCommand(),
                message.getUser(),
                message.getCpuSeconds(),
                message.getResidentBytes(),
                message.hasReadBytes() ? message.getReadBytes() : null,
                message.hasWrittenBytes() ? message.getWrittenBytes() : null);
    }
}
