/** The instances of the list as CSV, in its order: texts as they are stored and times in ISO 8601, whatever language is shown. */
import {toCsv} from '../../core/csv.js';
import {download} from '../../ui/download.js';

const HEAD = ['name', 'kind', 'id', 'address', 'node', 'health', 'detail', 'maintenance', 'since', 'latency_ms', 'tags', 'weight'];

/** @param {import('../../core/services.js').Entry[]} entries */
export function downloadCsv(entries) {
  const rows = entries.map(({name, kind, role, address, node, health, detail, maintenance, since, latency, raw}) => [
    name, kind, role ? '' : raw.id, address, node, health, detail, maintenance ?? '', new Date(since).toISOString(), latency,
    (raw.tags ?? []).join(' '), raw.weight ?? null,
  ]);
  download(`atalaia-services-${new Date().toISOString().slice(0, 10)}.csv`, 'text/csv;charset=utf-8', toCsv(HEAD, rows));
}
