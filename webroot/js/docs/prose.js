/** Texts of the description: paragraphs, and `code` between back ticks. */
import {html} from '../../vendor/lit-html.js';

/** @param {string} text one paragraph or less */
export const line = (text) => text.split('`').map((part, i) => i % 2 === 1 ? html`<code>${part}</code>` : part);

/** @param {string} text */
export const prose = (text) => text.trim().split(/\n\s*\n/).map((paragraph) => html`<p class="doc-prose">${line(paragraph.replace(/\s+/g, ' '))}</p>`);
