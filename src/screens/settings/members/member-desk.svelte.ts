/** The list of members and open invitations, and what the administrator does with them, one thing at a time. */
import { SignedOut } from '../../../data/failure';
import { invitationsOf, membersOf } from '../../../data/members';
import { enter, expire } from '../../../data/session.svelte';
import type { Invitation, Member } from '../../../domain/membership';
import type { MunicipalityId } from '../../../domain/setting';
import { refusalWords } from '../refusal-words';

export interface MemberList {
  readonly members: readonly Member[] | null;
  readonly invitations: readonly Invitation[];
  readonly failed: boolean;
  readonly busy: boolean;
  /** What was done last, and what was refused. */
  readonly message: string;
  readonly problem: string;
  load(): Promise<void>;
  /** @param task answers what to say when it went well. @param mine it changes what the reader is. */
  work(task: () => Promise<string>, mine?: boolean): Promise<boolean>;
}

export function createMemberList(municipality: MunicipalityId): MemberList {
  let members = $state.raw<readonly Member[] | null>(null);
  let invitations = $state.raw<readonly Invitation[]>([]);
  let failed = $state(false);
  let busy = $state(false);
  let message = $state('');
  let problem = $state('');

  async function load(): Promise<void> {
    failed = false;
    try {
      [members, invitations] = await Promise.all([membersOf(municipality), invitationsOf(municipality)]);
    } catch (error) {
      if (error instanceof SignedOut) expire();
      else failed = true;
    }
  }

  async function work(task: () => Promise<string>, mine = false): Promise<boolean> {
    if (busy) return false;
    busy = true;
    problem = message = '';
    try {
      message = await task();
      // Who is something else now sees something else.
      if (mine) await enter();
      else await load();
      return true;
    } catch (error) {
      if (error instanceof SignedOut) expire();
      problem = refusalWords(error);
      return false;
    } finally {
      busy = false;
    }
  }

  return {
    get members() {
      return members;
    },
    get invitations() {
      return invitations;
    },
    get failed() {
      return failed;
    },
    get busy() {
      return busy;
    },
    get message() {
      return message;
    },
    get problem() {
      return problem;
    },
    load,
    work,
  };
}
