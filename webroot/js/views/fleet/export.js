/** The machines on the screen as CSV: raw numbers in plain units and times in ISO 8601, whatever language is shown. */
import {toCsv} from '../../core/csv.js';
import {machines, picture} from '../../core/store.js';
import {STATE_KEYS} from '../../ui/badge.js';
import {download} from '../../ui/download.js';

const HEAD = ['id', 'name', 'state', 'address', 'os', 'labels', 'cpu_percent', 'memory_percent', 'disk_percent',
  'receive_bytes_per_second', 'transmit_bytes_per_second', 'temperature_celsius', 'last_sample'];

/** @param {number[]} order */
export function downloadCsv(order) {
  const {ids, names, ips, os, labels} = machines.value;
  const {columns} = picture();
  const figure = (name, machine) => Math.round(columns[name][machine] * 10) / 10;
  const rows = order.map((machine) => [
    ids[machine], names[machine], STATE_KEYS[columns.st[machine]], ips[machine] ?? '', os[machine] ?? '',
    Object.entries(labels[machine] ?? {}).map(([key, value]) => `${key}=${value}`).join(' '),
    ...['cpu', 'ram', 'disk', 'rx', 'tx', 'temp'].map((name) => figure(name, machine)),
    columns.last[machine] > 0 ? new Date(columns.last[machine]).toISOString() : null,
  ]);
  download(`atalaia-fleet-${new Date().toISOString().slice(0, 10)}.csv`, 'text/csv;charset=utf-8', toCsv(HEAD, rows));
}
