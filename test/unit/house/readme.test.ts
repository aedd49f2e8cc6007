import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const scripts = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> })
  .scripts;

/** Paths named by the tree in the README: `src/screens/`, `supabase/migrations/` … */
function treeOf(text: string): string[] {
  const block = /### The house\s+```\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  let parent = '';
  return block.split('\n').flatMap((line) => {
    if (/^\S/.test(line)) {
      parent = line.trim();
      return [parent];
    }
    const names = line.trim().split(/\s{3,}/)[0] ?? '';
    return names
      .split(/\s+/)
      .filter((name) => name !== '')
      .map((name) => parent + name);
  });
}

describe('the README', () => {
  it('shows the house as it is', () => {
    const tree = treeOf(readme);
    expect(tree.length).toBeGreaterThan(15);
    expect(tree.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const rooms = readdirSync(join(root, 'src')).filter((name) => statSync(join(root, 'src', name)).isDirectory());
    expect(rooms.filter((room) => !tree.includes(`src/${room}/`))).toEqual([]);
  });

  it('names only commands that exist', () => {
    const named = [...readme.matchAll(/npm run (\w+(?::\w+)*)/g)].map((m) => m[1] ?? '');
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('shows only pictures and links that exist', () => {
    const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((m) => m[1] ?? '');
    expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([]);
  });
});
