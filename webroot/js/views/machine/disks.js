/** Every mounted volume and every device for itself: a full disk must not hide behind an empty one. */
import {byteRate, bytes, number} from '../../core/format.js';
import {html, render} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {computed, effect} from '../../../vendor/signals-core.js';
import {DISK_RATE, PERCENT} from '../../ui/chart-units.js';
import {chooser, emptyRows, meter, tableHead} from './cells.js';
import {addChart} from './charts.js';
import {chosenChart} from './chosen.js';
import {diskSource, volumeSource} from './sources.js';

/** @param {import('./page.js').Page} page @param {HTMLElement} element */
export function mountDisks(page, element) {
  render(template(), element);
  const [volumesPlace, devicesPlace] = element.querySelectorAll('.table-card');
  const charts = element.querySelector('.charts');
  const slots = [charts.children[0], charts.children[1]];
  const fullest = computed(() => worst(page.known.value?.volumes)?.mount ?? null);
  const firstDevice = computed(() => page.known.value?.disks?.[0]?.device ?? null);
  const first = (source) => {
    let kept = null;
    return () => (kept ??= source.value);
  };
  const volume = chosenChart(first(fullest), (mount) =>
    addChart(page, slots[0], volumeSource(mount), {
      title: t('machine.volume.chart', {mount}),
      unit: PERCENT,
      limits: 'disk',
    }),
  );
  const device = chosenChart(first(firstDevice), (name) =>
    addChart(page, slots[1], diskSource(name), {title: t('machine.disk.chart', {device: name}), unit: DISK_RATE}),
  );
  const stop = effect(() => {
    render(volumes(page, volume), volumesPlace);
    render(devices(page, device), devicesPlace);
  });
  return () => {
    stop();
    volume.destroy();
    device.destroy();
  };
}

const worst = (volumes) =>
  volumes?.reduce((one, other) => ((other.percent ?? 0) > (one.percent ?? 0) ? other : one), volumes[0]);

function volumes(page, chosen) {
  const rows = page.known.value?.volumes ?? [];
  const live = page.present.value !== null;
  const figure = (value) => bytes(live ? value : null);
  const labels = ['mount', 'usage', 'used', 'free', 'size', 'fstype', 'device'].map((key) =>
    t(`machine.volume.column.${key}`),
  );
  return html`<h2>${t('machine.volumes')}</h2>
    <div class="table-scroll" tabindex="0" role="group" aria-label=${t('machine.volumes')}>
      <table class="grid">
        ${tableHead(labels, [2, 3, 4])}
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                ${chooser(row.mount, chosen.is(row.mount), () => chosen.choose(row.mount))}
                <td>${meter(live ? row.percent : null, live ? row.level : 0)}</td>
                <td class="figure">${figure(row.used)}</td>
                <td class="figure">${figure(row.available)}</td>
                <td class="figure">${figure(row.size)}</td>
                <td>${row.fstype}</td>
                <td><bdi dir="ltr">${row.device}</bdi></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${emptyRows(rows, t('machine.disks.none'))}`;
}

function devices(page, chosen) {
  const rows = page.known.value?.disks ?? [];
  const live = page.present.value !== null;
  const labels = ['device', 'busy', 'read', 'write', 'iops'].map((key) => t(`machine.disk.column.${key}`));
  const operations = (row) => (row.reads == null && row.writes == null ? null : (row.reads ?? 0) + (row.writes ?? 0));
  return html`<h2>${t('machine.devices')}</h2>
    <div class="table-scroll" tabindex="0" role="group" aria-label=${t('machine.devices')}>
      <table class="grid">
        ${tableHead(labels, [2, 3, 4])}
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                ${chooser(row.device, chosen.is(row.device), () => chosen.choose(row.device))}
                <td>${meter(live ? row.busy : null, 0)}</td>
                <td class="figure">${byteRate(live ? row.read : null)}</td>
                <td class="figure">${byteRate(live ? row.write : null)}</td>
                <td class="figure">${number(live ? operations(row) : null, 1)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${emptyRows(rows, t('machine.disks.none'))}`;
}

function template() {
  return html`<div class="tab-body">
    <section class="panel table-card"></section>
    <section class="panel table-card"></section>
    <div class="charts charts-two"><div class="chart-slot"></div><div class="chart-slot"></div></div>
  </div>`;
}
