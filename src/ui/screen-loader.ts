/** Fetches the code of a screen. */
import type { Component } from 'svelte';

export type ScreenLoader = () => Promise<{ default: Component }>;
