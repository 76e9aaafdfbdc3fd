/** Where the page's figures come from: the watched frames, the machine's description, and the clock that draws. */
import {ApiProblem, get} from '../../net/api.js';
import {ask, status, subscribe} from '../../net/eventbus.js';
import {effect} from '../../../vendor/signals-core.js';
import {paused} from '../../core/store.js';
import {navigate} from '../../shell/router.js';
import {lastKnown} from './series.js';
import {OFFLINE} from './page.js';

const WATCH = 'atalaia.ui.v1.watch';
const FRAMES = 'atalaia.ui.v1.machine';
const SLOW = 10;
const WATCH_AGAIN_AFTER = 2_000;
/** After a longer one the live points have holes that history fills. */
const SHORT_ABSENCE = 2_000;
const DESCRIBE_EVERY = 10_000;
const SILENT_AFTER = 5_000;
const REFETCH_EVERY = 300_000;
const REFETCH_WITHOUT_FIGURES = 60_000;
const LONG_RANGE = 900_000;

/** @param {import('./page.js').Page} page @returns {() => void} */
export function connectPage(page) {
  describe(page);
  const stops = [watch(page), followPause(page), drawOnTime(page), keepFetched(page), keepDescribed(page)];
  return () => stops.forEach((stop) => stop());
}

function watch(page) {
  let question = 0;
  let again = 0;
  const start = (repeated = false) => {
    clearTimeout(again);
    const every = document.hidden ? SLOW : 1;
    page.every = every * 1000;
    const mine = ++question;
    ask(WATCH, {machine: page.id, every}).then(
      () => {
        // What came while nothing was watched is known to the history only.
        if (repeated && mine === question) {
          describe(page);
          page.reload('back');
        }
      },
      () => {
        // Right after its start a gateway does not know its machines yet. A new connection or a seen page asks by itself.
        if (mine === question && status.value === 'live' && !document.hidden) {
          again = setTimeout(start, WATCH_AGAIN_AFTER, true);
        }
      },
    );
  };
  const unsubscribe = subscribe(FRAMES, (frame) => frame.machine === page.id && page.receive(frame));
  let lost = false;
  const dispose = effect(() => {
    lost ||= status.value === 'reconnecting';
    if (status.value !== 'live') {
      return;
    }
    start();
    if (lost) {
      page.reload('back');
    }
    lost = false;
  });
  let hiddenAt = 0;
  const turn = () => {
    start();
    if (document.hidden) {
      hiddenAt = Date.now();
    } else if (Date.now() - hiddenAt > SHORT_ABSENCE) {
      page.reload('back');
    }
  };
  document.addEventListener('visibilitychange', turn);
  return () => {
    question++;
    clearTimeout(again);
    unsubscribe();
    dispose();
    document.removeEventListener('visibilitychange', turn);
    ask(WATCH, {machine: null}).catch(() => {
      // A closed connection watches nothing either.
    });
  };
}

/** The charts stop where the pause began; at its end they jump to the newest. */
function followPause(page) {
  return effect(() => {
    const still = paused.value;
    page.pausedAt = still ? page.now() : null;
    if (still) {
      return;
    }
    page.frame.value = page.frames[page.frames.length - 1] ?? page.frame.peek();
    page.redraw();
  });
}

/** Draws with each frame, and by a timer when none comes, so that silence shows as a growing gap. */
function drawOnTime(page) {
  let asked = 0;
  let drawnAt = 0;
  const draw = () => {
    asked = 0;
    drawnAt = Date.now();
    if (page.live.value && !paused.value && !document.hidden) {
      page.redraw();
    }
  };
  const soon = () => (asked ||= requestAnimationFrame(draw));
  const dispose = effect(() => {
    if (page.frame.value) {
      soon();
    }
  });
  const silence = setInterval(() => Date.now() - drawnAt > 1800 && soon(), 1000);
  return () => {
    dispose();
    cancelAnimationFrame(asked);
    clearInterval(silence);
  };
}

/** A long range is finer in the history than in what frames add to it; a machine of another gateway has figures nowhere else. */
function keepFetched(page) {
  const fetch = (every, needed) =>
    setInterval(() => {
      if (page.live.value && !paused.value && !document.hidden && needed()) {
        page.reload('refresh');
      }
    }, every);
  const long = fetch(REFETCH_EVERY, () => page.shown().to - page.shown().from > LONG_RANGE);
  const elsewhere = fetch(REFETCH_WITHOUT_FIGURES, () => page.present.value && !page.present.value.cpu);
  return () => {
    clearInterval(long);
    clearInterval(elsewhere);
  };
}

/**
 * A machine that sends no frames may have gone offline: then its description says since when. A failed answer is no last
 * word, and the devices of a machine without figures are asked for as well.
 */
function keepDescribed(page) {
  const timer = setInterval(() => {
    const newest = page.frames[page.frames.length - 1]?.t ?? 0;
    const unknown = page.problem.value || !page.machine.value || !page.known.value;
    const wanting = unknown || page.now() - newest > SILENT_AFTER;
    if (status.value === 'live' && wanting && !document.hidden) {
      describe(page);
    }
  }, DESCRIBE_EVERY);
  return () => clearInterval(timer);
}

/** @param {import('./page.js').Page} page */
export async function describe(page) {
  try {
    const machine = await get(`/api/v1/machines/${encodeURIComponent(page.id)}`, {signal: page.leave});
    if (machine.id !== page.id) {
      // It went on under another id.
      navigate(`/machines/${encodeURIComponent(machine.id)}${location.search}`, {replace: true});
      return;
    }
    page.problem.value = null;
    page.machine.value = machine;
    const newest = page.frames[page.frames.length - 1]?.t ?? 0;
    const offline = machine.state === OFFLINE;
    if (offline && page.now() - newest > SILENT_AFTER) {
      page.frame.value = null;
    }
    const nameless = page.frame.value ? !page.frame.value.cpu : offline;
    if (nameless && !page.known.value) {
      const last = await lastKnown(page);
      page.known.value ??= last;
    }
  } catch (error) {
    if (!page.leave.aborted && (!page.machine.value || error.status === 404)) {
      page.problem.value = problemOf(error);
    }
  }
}

const problemOf = (error) => (error instanceof ApiProblem ? error : new ApiProblem({status: 0, title: String(error)}));
