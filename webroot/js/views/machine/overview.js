/** The six pictures that answer most questions, and who was behind them. */
import {bytes} from '../../core/format.js';
import {t} from '../../core/i18n.js';
import {CELSIUS, DISK_RATE, LOAD, NETWORK_RATE, PERCENT} from '../../ui/chart-units.js';
import {addChart, nothingThere} from './charts.js';
import {mountCulprits} from './culprits.js';
import {cpuSource, diskSource, loadSource, memorySource, networkSource, temperatureSource} from './sources.js';

/** @param {import('./page.js').Page} page @param {HTMLElement} element */
export function mountOverview(page, element) {
  return page.machine.value.kind === 'guest' ? mountProgram(page, element) : mountMachine(page, element);
}

/** Fetched when it is wanted, as most visits are to machines. */
function mountProgram(page, element) {
  let close = () => {};
  import('./guest.js').then(({mountGuest}) => {
    if (element.isConnected) {
      close = mountGuest(page, element);
    }
  });
  return () => close();
}

function mountMachine(page, element) {
  const {cores, memory} = page.machine.value;
  const grid = document.createElement('div');
  grid.className = 'charts';
  element.append(grid);
  const add = (source, look) => addChart(page, grid, source, look);
  const feeds = [
    add(cpuSource(cores), {title: t('machine.cpu'), unit: PERCENT, limits: 'cpu'}),
    add(memorySource, {title: t('machine.memory'), note: bytes(memory), unit: PERCENT, limits: 'memory'}),
    add(loadSource, {title: t('machine.load'), note: t('machine.cores', {n: cores}), unit: LOAD}),
    add(diskSource(), {title: t('machine.disk'), unit: DISK_RATE}),
    add(networkSource(), {title: t('machine.network'), unit: NETWORK_RATE}),
    add(
      {...temperatureSource, nothing: nothingThere('machine.temperature')},
      {title: t('machine.temperature'), unit: CELSIUS, area: false},
    ),
  ];
  const leave = mountCulprits(page, element);
  return () => {
    leave();
    feeds.forEach((feed) => feed.destroy());
  };
}
