import {setTitle} from '../shell/title.js';
export function mount(element) { setTitle('Fleet'); element.textContent = 'fleet'; return () => {}; }
