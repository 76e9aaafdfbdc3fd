/**
 * From raw series and live frames to the figures a person reads. Pure: no DOM.
 * Each subject has two doors, `…Lines(answer, …)` for history and `…Values(frame)` for live, and both name the same ids.
 */

/** @typedef {import('./history.js').Answer} Answer */
/** @typedef {import('./history.js').Line} Line */

const select = (answer, metric, labels = {}) =>
  answer.series.filter(
    (series) =>
      series.metric === metric && Object.entries(labels).every(([name, value]) => series.labels?.[name] === value),
  );

const rising = (series) => ({series, rising: true});
const falling = (series) => ({series, rising: false});

/** Sum of what is there; nothing when nothing is there. A device that appears later does not erase the others. */
function sum(values) {
  let total;
  for (const value of values) {
    if (value != null) {
      total = (total ?? 0) + value;
    }
  }
  return total;
}

const allThere = (values) => values.length > 0 && values.every((value) => value != null);
const percentage = (value) => Math.max(0, Math.min(100, value));

function lineOf(id, label, parts, combine) {
  return {id, label, parts, combine};
}

/** Processor figures are shares of all cores together, as the live frame has them. */
export const CPU_GROUPS = {
  user: ['user', 'nice'],
  system: ['system', 'irq', 'softirq'],
  iowait: ['iowait'],
  steal: ['steal'],
};

/** @param {Answer} answer @param {number} cores @returns {Line[]} */
export function cpuLines(answer, cores, metric = 'atalaia_cpu_seconds_total', labels = {}) {
  const mode = (name) => select(answer, metric, {...labels, mode: name});
  const share = (values) => percentage((100 * sum(values)) / cores);
  const idle = [...mode('idle'), ...mode('iowait')].map(falling);
  const busy = lineOf(
    'busy',
    'busy',
    idle,
    (values) => allThere(values) && percentage(100 - (100 * sum(values)) / cores),
  );
  const groups = Object.entries(CPU_GROUPS).map(([id, modes]) =>
    lineOf(id, id, modes.flatMap(mode).map(rising), (values) => share(values)),
  );
  return [busy, ...groups];
}

export function cpuValues(frame) {
  const cpu = frame.cpu;
  if (!cpu) {
    return {};
  }
  const group = (modes) => sum(modes.map((mode) => cpu[mode]));
  const values = Object.fromEntries(Object.entries(CPU_GROUPS).map(([id, modes]) => [id, group(modes)]));
  return {busy: cpu.idle == null ? undefined : percentage(100 - cpu.idle - (cpu.iowait ?? 0)), ...values};
}

/** Busy share of each core. @returns {Line[]} sorted by core number */
export function coreLines(answer) {
  const metric = 'node_cpu_seconds_total';
  const cores = new Set(answer.series.filter((series) => series.metric === metric).map((series) => series.labels.cpu));
  return Array.from(cores, Number)
    .sort((a, b) => a - b)
    .map((core) => ({...cpuLines(answer, 1, metric, {cpu: String(core)})[0], id: `core${core}`, label: String(core)}));
}

export function coreValues(frame) {
  return Object.fromEntries((frame.cores ?? []).map((busy, core) => [`core${core}`, busy]));
}

/** @returns {Line[]} used, cache and swap, percent of what is installed */
export function memoryLines(answer) {
  const one = (name) => select(answer, `node_memory_${name}_bytes`).slice(0, 1);
  const part = (whole, rest) => (values) =>
    allThere(values) && values[whole] > 0 ? percentage(rest(values)) : undefined;
  const used = [...one('MemTotal').map(rising), ...one('MemAvailable').map(falling)];
  const cache = [...one('MemTotal').map(falling), ...one('Cached').map(rising), ...one('Buffers').map(rising)];
  const swap = [...one('SwapTotal').map(rising), ...one('SwapFree').map(falling)];
  const shareLeft = part(0, ([total, left]) => (100 * (total - left)) / total);
  return [
    lineOf('used', 'used', used, shareLeft),
    lineOf(
      'cache',
      'cache',
      cache,
      part(0, ([total, ...held]) => (100 * sum(held)) / total),
    ),
    lineOf('swap', 'swap', swap, shareLeft),
  ];
}

export function memoryValues({memory}) {
  if (!memory) {
    return {};
  }
  const share = (value, whole) => (value == null || !whole ? undefined : percentage((100 * value) / whole));
  return {
    used: share(memory.used, memory.total),
    cache: share(sum([memory.cached, memory.buffers]), memory.total),
    swap: share(memory.swapUsed, memory.swapTotal),
  };
}

/** @returns {Line[]} */
export function loadLines(answer) {
  return ['1', '5', '15'].map((minutes) => plainLine(`load${minutes}`, select(answer, `node_load${minutes}`)));
}

export function loadValues({load}) {
  return load ? {load1: load[0], load5: load[1], load15: load[2]} : {};
}

function plainLine(id, series, label = id) {
  return lineOf(id, label, series.slice(0, 1).map(rising), ([value]) => value);
}

/** @returns {Line[]} a line for each sensor */
export function temperatureLines(answer) {
  return select(answer, 'node_hwmon_temp_celsius').map((series) =>
    plainLine(sensorId(series.labels), [series], sensorLabel(series.labels)),
  );
}

export function temperatureValues({temperature}) {
  return Object.fromEntries((temperature ?? []).map((sensor) => [sensorId(sensor), sensor.celsius]));
}

export const sensorId = ({chip, sensor}) => `${chip}/${sensor}`;
export const sensorLabel = ({chip, sensor}) => [chip, sensor].filter(Boolean).join(' ');

const STACKED = /^(loop|ram|zram|dm-|md|sr|fd)\d*/;

/**
 * The devices whose traffic may be added up: partitions and stacked devices would count the same bytes again.
 * @param {string[]} devices
 */
export function wholeDisks(devices) {
  const partition = (name) =>
    devices.some((disk) => disk !== name && name.startsWith(disk) && /^p?\d+$/.test(name.slice(disk.length)));
  const whole = devices.filter((name) => !STACKED.test(name) && !partition(name));
  return whole.length > 0 ? whole : devices;
}

const withoutLoopback = (devices) => devices.filter((name) => name !== 'lo');

/** @returns {Line[]} two lines: bytes a second of the chosen devices together */
function trafficLines(answer, [inMetric, outMetric], choose, [inId, outId]) {
  const total = (metric, id) => {
    const all = select(answer, metric);
    const chosen = new Set(choose(all.map((series) => series.labels.device)));
    return lineOf(id, id, all.filter((series) => chosen.has(series.labels.device)).map(rising), sum);
  };
  return [total(inMetric, inId), total(outMetric, outId)];
}

export const DISK_METRICS = ['node_disk_read_bytes_total', 'node_disk_written_bytes_total'];
export const NETWORK_METRICS = ['node_network_receive_bytes_total', 'node_network_transmit_bytes_total'];

/** @param {string|null} device one device, or null for all whole disks together */
export function diskLines(answer, device = null) {
  return trafficLines(answer, DISK_METRICS, device ? only(device) : wholeDisks, ['read', 'write']);
}

export function diskValues({disks}, device = null) {
  if (!disks) {
    return {};
  }
  const chosen = new Set((device ? only(device) : wholeDisks)(disks.map((disk) => disk.device)));
  const rows = disks.filter((disk) => chosen.has(disk.device));
  return {read: sum(rows.map((disk) => disk.read)), write: sum(rows.map((disk) => disk.write))};
}

/** @param {string|null} device one interface, or null for all but the loopback together */
export function networkLines(answer, device = null) {
  return trafficLines(answer, NETWORK_METRICS, device ? only(device) : withoutLoopback, ['in', 'out']);
}

export function networkValues({network}, device = null) {
  if (!network) {
    return {};
  }
  const rows = network.filter((card) => (device ? card.device === device : card.device !== 'lo'));
  return {in: sum(rows.map((card) => card.rx)), out: sum(rows.map((card) => card.tx))};
}

const only = (device) => (devices) => devices.filter((name) => name === device);

export const VOLUME_METRICS = [
  'node_filesystem_size_bytes',
  'node_filesystem_avail_bytes',
  'node_filesystem_free_bytes',
];

/** Used share as `df` counts it: blocks reserved for root are neither used nor free. */
export function volumeLines(answer, mount) {
  const [size, available, free] = VOLUME_METRICS.map((metric) => select(answer, metric, {mountpoint: mount})[0]);
  if (!size || !available || !free) {
    return [];
  }
  const parts = [rising(size), falling(available), falling(free)];
  const share = (values) => {
    if (!allThere(values)) {
      return undefined;
    }
    const used = values[0] - values[2];
    return used + values[1] > 0 ? percentage((100 * used) / (used + values[1])) : undefined;
  };
  return [lineOf('used', 'used', parts, share)];
}

export function volumeValues({volumes}, mount) {
  const volume = (volumes ?? []).find((candidate) => candidate.mount === mount);
  return volume ? {used: volume.percent} : {};
}
