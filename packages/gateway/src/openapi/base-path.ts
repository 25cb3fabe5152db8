import type { OpenApiDocument } from './document';

/** What the import puts before every path, by its `basepath` parameter. */
export function basePathPrefix(document: OpenApiDocument, mode: 'ignore' | 'prepend' | 'split'): string {
  if (mode === 'ignore') return '';
  const parts = basePath(document).split('/').filter((part) => part !== '');
  return (mode === 'split' ? parts.slice(1) : parts).map((part) => `/${part}`).join('');
}

function basePath(document: OpenApiDocument): string {
  if (document.version === 2) return document.root.get('basePath').text() ?? '';
  const [server] = document.root.get('servers').items();
  if (!server) return '';
  const variables = server.get('variables');
  const own = variables.get('basePath').get('default').text();
  const url = (server.get('url').text() ?? '').replace(/\{([^{}]*)\}/g, (_, name: string) => variables.get(name).get('default').text() ?? '');
  return own ?? url.replace(/^\w+:\/\/[^/]*/, '');
}
