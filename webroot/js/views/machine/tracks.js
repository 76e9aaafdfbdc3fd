/** Which lines of a timeline are drawn, with their names and colours. */

const COLOURS = 6;

/**
 * Lines without a single figure go, and optional ones go while they are zero.
 * @param {import('../../core/history.js').Timeline} timeline is cut to the chosen tracks
 * @param {import('./feed.js').Source['look']} look
 * @param {Record<string, string>} labels by id, where history names the line
 * @returns {{id: string, label: string, colour: string}[]}
 */
export function chooseTracks(timeline, look, labels) {
  const chosen = [];
  timeline.tracks = timeline.tracks.filter((track) => {
    const appearance = look(track.id, chosen.length, labels[track.id]);
    const known = track.avg.some((value) => (appearance.optional ? value > 0 : value != null));
    if (known) {
      chosen.push({id: track.id, label: appearance.label, colour: appearance.colour});
    }
    return known;
  });
  return chosen;
}

/** @param {number} index @returns {string} name of the series colour */
export const colourAt = (index) => `c${(index % COLOURS) + 1}`;
