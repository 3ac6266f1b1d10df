// Preloaded (`node --import`) into the program: writes the packages and rooms of all modules that
// it loads to LOADED_MODULES.
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const WINGS = ['base', 'knowledge', 'pipeline', 'answers', 'interfaces'];
/** `pipeline/read/x.ts` → `pipeline/read`, `app/x.ts` → `app`. */
function roomOf(path) {
  const [first, second] = path.split('/');
  return WINGS.includes(first) ? `${first}/${second}` : first;
}

const loaded = new Set();
const write = () => writeFileSync(process.env.LOADED_MODULES, JSON.stringify([...loaded].sort()));

registerHooks({
  load(url, context, next) {
    const path = url.split('/node_modules/').at(-1);
    if (path !== url) loaded.add(/^(?:@[^/]+\/)?[^/]+/.exec(path)[0]);
    else if (url.includes('/src/')) loaded.add(`src/${roomOf(url.split('/src/').at(-1))}`);
    return next(url, context);
  },
});
process.on('exit', write);
