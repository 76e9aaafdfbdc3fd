/** What each chart asks for and how its lines look. Colours have a fixed meaning: c1 in or first, c2 system or out. */
import {t} from '../../core/i18n.js';
import * as derive from '../../core/derive.js';
import {colourAt} from './tracks.js';

const named = (looks) => (id, index, label) => ({
  label: looks[id]?.label ? t(looks[id].label) : (label ?? id),
  colour: looks[id]?.colour ?? colourAt(index),
  optional: looks[id]?.optional ?? false,
});

const CPU_LOOKS = {
  busy: {label: 'machine.cpu.busy', colour: 'c1'},
  user: {label: 'machine.cpu.user', colour: 'c3'},
  system: {label: 'machine.cpu.system', colour: 'c2'},
  iowait: {label: 'machine.cpu.iowait', colour: 'c4'},
  steal: {label: 'machine.cpu.steal', colour: 'c5', optional: true},
};

/** @returns {import('./feed.js').Source} */
export function cpuSource(cores) {
  return {
    id: 'cpu',
    metrics: ['atalaia_cpu_seconds_total'],
    as: 'rate',
    lines: (answer) => derive.cpuLines(answer, cores),
    values: derive.cpuValues,
    look: named(CPU_LOOKS),
  };
}

/** For the strip: one series answers where the peaks are, at an eighth of the weight of all modes. */
export function brushSource(cores) {
  return {
    ...cpuSource(cores),
    id: 'brush',
    labels: {mode: 'idle'},
    lines: (answer) => derive.cpuLines(answer, cores).slice(0, 1),
    values: ({cpu}) => (cpu?.idle == null ? {} : {busy: 100 - cpu.idle}),
  };
}

export const memorySource = {
  id: 'memory',
  metrics: ['MemTotal', 'MemAvailable', 'Cached', 'Buffers', 'SwapTotal', 'SwapFree'].map(
    (name) => `node_memory_${name}_bytes`,
  ),
  as: 'raw',
  lines: derive.memoryLines,
  values: derive.memoryValues,
  look: named({
    used: {label: 'machine.memory.used', colour: 'c1'},
    cache: {label: 'machine.memory.cache', colour: 'c3'},
    swap: {label: 'machine.memory.swap', colour: 'c5'},
  }),
};

export const loadSource = {
  id: 'load',
  metrics: ['node_load1', 'node_load5', 'node_load15'],
  as: 'raw',
  lines: derive.loadLines,
  values: derive.loadValues,
  look: named({
    load1: {label: 'machine.load.1', colour: 'c1'},
    load5: {label: 'machine.load.5', colour: 'c2'},
    load15: {label: 'machine.load.15', colour: 'c3'},
  }),
};

/** @param {string|null} device null for all whole disks together */
export function diskSource(device = null) {
  return {
    id: 'disk',
    metrics: derive.DISK_METRICS,
    ...(device ? {labels: {device}} : {}),
    as: 'rate',
    lines: (answer) => derive.diskLines(answer, device),
    values: (frame) => derive.diskValues(frame, device),
    look: named({read: {label: 'machine.disk.read', colour: 'c1'}, write: {label: 'machine.disk.write', colour: 'c2'}}),
  };
}

/** @param {string|null} device null for all interfaces but the loopback together */
export function networkSource(device = null) {
  return {
    id: 'network',
    metrics: derive.NETWORK_METRICS,
    ...(device ? {labels: {device}} : {}),
    as: 'rate',
    lines: (answer) => derive.networkLines(answer, device),
    values: (frame) => derive.networkValues(frame, device),
    look: named({in: {label: 'machine.network.in', colour: 'c1'}, out: {label: 'machine.network.out', colour: 'c2'}}),
  };
}

export const temperatureSource = {
  id: 'temperature',
  metrics: ['node_hwmon_temp_celsius'],
  as: 'raw',
  lines: derive.temperatureLines,
  values: derive.temperatureValues,
  look: (id, index, label) => ({
    label: label ?? id.replace('/', ' '),
    colour: ['c1', 'c3', 'c2', 'c4', 'c5', 'c6'][index % 6],
  }),
};

/** @param {string} mount */
export function volumeSource(mount) {
  return {
    id: 'volume',
    metrics: derive.VOLUME_METRICS,
    labels: {mountpoint: mount},
    as: 'raw',
    lines: (answer) => derive.volumeLines(answer, mount),
    values: (frame) => derive.volumeValues(frame, mount),
    look: named({used: {label: 'machine.volume.used', colour: 'c1'}}),
  };
}

export const coresSource = {
  id: 'cores',
  metrics: ['node_cpu_seconds_total'],
  as: 'rate',
  lines: derive.coreLines,
  values: derive.coreValues,
  look: (id) => ({label: t('machine.core', {core: id.slice(4)}), colour: 'c1'}),
};
