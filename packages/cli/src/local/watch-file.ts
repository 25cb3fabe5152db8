import * as fs from 'node:fs';
import * as path from 'node:path';

export interface Watch {
  close(): void;
}

/** How long it has to be quiet: a synthesis writes one file after the other. */
const QUIET_MS = 100;

/** Tells of changes of the JSON and YAML files in a folder, and of one whatever it is called, also where the folder is made anew. */
export function watchDocuments(folder: string, name: string, changed: () => void): Watch {
  let timer: NodeJS.Timeout | undefined;
  let inside: fs.FSWatcher | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, QUIET_MS);
  };
  const enter = () => {
    inside?.close();
    inside = fs.existsSync(folder) ? open(folder, (file) => {
      if (file === name || /\.(json|ya?ml|template)$/i.test(file)) soon();
    }) : undefined;
  };
  const around = open(path.dirname(folder), (file) => {
    if (file !== path.basename(folder)) return;
    enter();
    soon();
  });
  enter();
  return {
    close: () => {
      clearTimeout(timer);
      inside?.close();
      around.close();
    },
  };
}

/** A folder that goes away ends its watch and nothing else. */
function open(folder: string, tell: (file: string) => void): fs.FSWatcher {
  return fs.watch(folder, (_, file) => tell(file ?? '')).on('error', () => undefined);
}
