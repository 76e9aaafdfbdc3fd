/** Starts the page: texts, frame, live figures, views. */
import {loadCatalogue, t} from './core/i18n.js';
import {start} from './live.js';
import {drawFrame} from './shell/frame.js';
import {announceStates} from './shell/announce.js';
import {keepBanners} from './shell/banners.js';
import {keepPill} from './shell/pill.js';
import {keepTitle} from './shell/title.js';
import {followSystem} from './shell/theme.js';
import {startRouter, warm} from './shell/router.js';
import {listen} from './shell/shortcuts.js';
import {learnCaller} from './net/api.js';
import {goToLogIn, may} from './net/session.js';
import {remember} from './ui/memory.js';
import {toast} from './ui/messages.js';

export {navigate, replaceSearch} from './shell/router.js';
export {setTitle} from './shell/title.js';

const openPalette = () => import('./shell/palette.js').then((palette) => palette.openPalette());
const openHelp = () => import('./shell/help.js').then((help) => help.openHelp());

async function run() {
  warm();
  const texts = fetch(new URL('i18n/en.json', document.baseURI)).then((answer) => answer.json());
  if (!(await mayStay())) {
    goToLogIn();
    return;
  }
  start();
  loadCatalogue(await texts);
  drawFrame(document.getElementById('app'), {openPalette, openHelp});
  keepTitle();
  keepBanners(document.getElementById('banners'));
  keepPill(document.getElementById('pill'));
  announceStates(document.getElementById('announcer'));
  followSystem();
  listen({openPalette, openHelp});
  startRouter(document.getElementById('view'), (error) => {
    console.error(error);
    toast(t('shell.viewFailed'));
  });
}

/** When the gateway cannot say who sits here, the page opens and says so: whatever it asks is answered by the same rules. */
async function mayStay() {
  try {
    await learnCaller();
    remember('reads', may('read') ? 'yes' : 'no');
    return may('read');
  } catch {
    return true;
  }
}

run();
