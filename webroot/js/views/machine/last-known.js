/** What a silent machine had: the names of its devices, so that their history can still be opened. */

/**
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
