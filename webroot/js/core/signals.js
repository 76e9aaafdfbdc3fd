/** The one door to the signals library, so that exchanging it touches one file. */
export {signal, computed, effect, batch, untracked} from '../../vendor/signals-core.js';
