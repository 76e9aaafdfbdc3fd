/** Which series the machine has: a chart asks only for what is there, and says calmly when nothing is. */
import {get} from '../../net/api.js';

/**
 * @typedef {{metric: string, labels: Record<string, string>}} Series
 * @param {import('./page.js').Page} page
 */
export function knowSeries(page) {
  /** @type {Promise<Series[]|null>|null} one question for a visit; null when it is to be asked (again) */
  let asked = null;
  let parts = '';
  const path = `/api/v1/machines/${encodeURIComponent(page.id)}/series`;
  const question = async () => {
    try {
      const {items} = await get(path, {signal: page.leave});
      asked = items.length > 0 ? asked : null;
      return items;
    } catch {
      // Unknown is not empty: the charts then ask for everything, and say themselves what went wrong.
      asked = null;
      return null;
    }
  };
  return {
    /** @returns {Promise<Series[]|null>} null when the gateway does not say */
    list: () => (asked ??= question()),
    /** A device that comes or goes changes what can be asked for. */
    check(frame) {
      const now = partsOf(frame);
      if (parts !== '' && now !== parts) {
        asked = null;
        page.reload('series');
      }
      parts = now;
    },
  };
}

/** @param {Series[]} list @param {{metrics: string[], labels?: Record<string, string>}} source @returns {string[]} */
export function metricsHeld(list, {metrics, labels = {}}) {
  const fits = (series) => Object.entries(labels).every(([name, value]) => series.labels[name] === value);
  const held = new Set(list.filter(fits).map((series) => series.metric));
  return metrics.filter((metric) => held.has(metric));
}

function partsOf({cores, disks, volumes, network, temperature}) {
  const names = [disks?.map(({device}) => device), volumes?.map(({mount}) => mount), network?.map(({device}) => device)];
  return JSON.stringify([cores?.length, ...names, temperature?.map(({chip, sensor}) => [chip, sensor])]);
}

/**
 * What a silent machine had: the names of its devices, so that their history can still be opened.
 * @param {import('./page.js').Page} page
 * @returns {Promise<any>} a frame whose names count and whose figures are old, or null
 */
export async function lastKnown(page) {
  const series = await page.series.list();
  return series && namesIn(series);
}

function namesIn(items) {
  const labelsOf = (metric) => items.filter((item) => item.metric === metric).map((item) => item.labels);
  return {
    volumes: labelsOf('node_filesystem_size_bytes').map(({mountpoint, device, fstype}) => ({
      mount: mountpoint,
      device,
      fstype,
    })),
    disks: labelsOf('node_disk_read_bytes_total').map(({device}) => ({device})),
    network: labelsOf('node_network_receive_bytes_total').map(({device}) => ({device})),
  };
}
