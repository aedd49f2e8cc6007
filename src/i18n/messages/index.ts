/** Every namespace, one file each, both languages in it. Add a file here when a screen gets its own words. */
import { charts } from './charts';
import { common } from './common';
import { map } from './map';
import { period } from './period';
import { report } from './report';
import { signIn } from './sign-in';
import { situation } from './situation';

export const namespaces = { charts, common, map, period, report, signIn, situation } as const;

export type Namespaces = typeof namespaces;
export type Namespace = keyof Namespaces;
/** `situation:title`, `common:close` … */
export type MessageKey = { [N in Namespace]: `${N}:${Extract<keyof Namespaces[N]['sv'], string>}` }[Namespace];
