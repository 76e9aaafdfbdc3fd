/** The one door to the template library, so that exchanging it touches one file. */
export {html, render, nothing, svg} from '../../vendor/lit-html.js';
