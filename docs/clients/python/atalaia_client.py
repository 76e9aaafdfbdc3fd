#!/usr/bin/env python3
# Atalaia. Licensed under the Apache License 2.0; see LICENSE.
"""A worked client of Atalaia's gRPC API: copy it and go on from here. README.md says how to make the modules it imports."""

import argparse
import json
import os
import sys
import time

import grpc

from atalaia.query.v1 import query_pb2, query_pb2_grpc

# So long may an answer take; a call without a deadline may wait forever.
PATIENCE = 10

# A token of a program, where the gateway wants one.
TOKEN = os.environ.get("ATALAIA_TOKEN", "")
CALLER = [("authorization", f"Bearer {TOKEN}")] if TOKEN else []


def machines(channel):
    """Every machine, page by page."""
    stub = query_pb2_grpc.QueryStub(channel)
    token = ""
    while True:
        page = stub.ListMachines(query_pb2.ListMachinesRequest(page_size=100, page_token=token), timeout=PATIENCE, metadata=CALLER)
        yield from page.machines
        token = page.next_page_token
        if not token:
            return


def values(channel, machine, metrics, labels):
    """The newest values, page by page."""
    stub = query_pb2_grpc.QueryStub(channel)
    token = ""
    while True:
        request = query_pb2.GetMetricsRequest(
            machines=[machine] if machine else [], metrics=metrics, labels=labels, page_token=token)
        page = stub.GetMetrics(request, timeout=PATIENCE, metadata=CALLER)
        yield from page.values
        token = page.next_page_token
        if not token:
            return


def history(channel, machine, metrics, labels, minutes, rate):
    """The samples of the last minutes."""
    now = int(time.time() * 1000)
    request = query_pb2.GetHistoryRequest(
        machine=machine, metrics=metrics, labels=labels, **{"from": now - minutes * 60_000}, to=now, rate=rate)
    return query_pb2_grpc.QueryStub(channel).GetHistory(request, timeout=PATIENCE, metadata=CALLER)


def watch(channel, machine, metrics, labels):
    """The samples as they come in. A stream has no deadline: leave the loop, or call cancel() on it, to end it."""
    request = query_pb2.WatchRequest(machine=machine, metrics=metrics, labels=labels)
    return query_pb2_grpc.QueryStub(channel).Watch(request, metadata=CALLER)


def save(channel, client, metric, value, labels, sample_id):
    """Sends a sample of this program; it is on the gateway's disk when this returns."""
    from atalaia.ingest.v1 import ingest_pb2, ingest_pb2_grpc

    request = ingest_pb2.SaveMetricRequest(client=client, metric=metric, value=value, labels=labels, id=sample_id)
    ingest_pb2_grpc.IngestStub(channel).SaveMetric(request, timeout=PATIENCE, metadata=CALLER)


def shown(value):
    series = value.series
    return {"machine": series.machine, "metric": series.metric, "labels": dict(series.labels), "time": value.time,
            "value": value.value}


def run(arguments, channel):
    labels = dict(pair.split("=", 1) for pair in arguments.label)
    if arguments.command == "list":
        for machine in machines(channel):
            state = query_pb2.State.Name(machine.state).removeprefix("STATE_").lower()
            print(json.dumps({"id": machine.id, "name": machine.name, "state": state,
                              "cpu": machine.headline.cpu_percent, "labels": dict(machine.labels)}))
    elif arguments.command == "values":
        for value in values(channel, arguments.machine, arguments.metric, labels):
            print(json.dumps(shown(value)))
    elif arguments.command == "history":
        answer = history(channel, arguments.machine, arguments.metric, labels, arguments.minutes, arguments.rate)
        for points in answer.series:
            for at, average in zip(points.times, points.averages):
                print(json.dumps({"metric": points.series.metric, "labels": dict(points.series.labels), "time": at,
                                  "average": average}))
    elif arguments.command == "watch":
        stream = watch(channel, arguments.machine, arguments.metric, labels)
        for count, message in enumerate(stream, start=1):
            print(json.dumps({"time": message.time, "missed": message.missed,
                              "values": [shown(value) for value in message.values]}), flush=True)
            if count == arguments.count:
                stream.cancel()
                break
    elif arguments.command == "save":
        save(channel, arguments.client, arguments.metric[0], arguments.value, labels, arguments.id)
        print(json.dumps({"ok": 1}))


def parsed():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="127.0.0.1:8080", help="host:port of any gateway")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("list", "values", "history", "watch", "save"):
        command = commands.add_parser(name)
        command.add_argument("--metric", action="append", default=[])
        command.add_argument("--label", action="append", default=[], metavar="NAME=VALUE")
        command.add_argument("--machine", default="", help="its id", required=name in ("history", "watch"))
        command.add_argument("--minutes", type=int, default=60)
        command.add_argument("--rate", action="store_true")
        command.add_argument("--count", type=int, default=0, help="end after so many samples")
        command.add_argument("--client", default="python-example", help="the name of the program that saves")
        command.add_argument("--value", type=float, default=0.0)
        command.add_argument("--id", default="", help="makes a repetition count once")
    return parser.parse_args()


def main():
    arguments = parsed()
    with grpc.insecure_channel(arguments.address) as channel:
        try:
            run(arguments, channel)
        except grpc.RpcError as error:
            # The code is for the program, the details are a sentence for people.
            print(f"{error.code().name}: {error.details()}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
