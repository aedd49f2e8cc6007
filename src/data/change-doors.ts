/** How each kind of record goes to the server: one line a kind. */
import type { MunicipalityId } from '../domain/setting';
import { actionDoor } from './actions';
import { activityDoor } from './activities';
import type { ChangeKind, ChangeRecords } from './change-kinds';
import type { ChangeDoor } from './changes';
import { checkInDoor } from './check-ins';
import { proposalDoor } from './place-proposals';
import { asMember } from './setting';

/** The server, for one kind. Both throw Unreachable, SignedOut or Refusal. */
export interface KindDoor<Record> {
  /**
   * Stores the record; the same id sent twice is stored once.
   * @param base revision of the stored record that this was made from; 0: new.
   * @returns what is stored now; `saved` false when somebody else had changed it meanwhile.
   */
  save: (municipality: MunicipalityId, record: Record, base: number) => Promise<{ saved: boolean; record: Record }>;
  /** One that is not there any more counts as removed. */
  remove: (municipality: MunicipalityId, record: Record) => Promise<void>;
}

const DOORS: { [K in ChangeKind]: KindDoor<ChangeRecords[K]> } = {
  action: actionDoor,
  activity: activityDoor,
  'place-proposal': proposalDoor,
  'check-in': checkInDoor,
};

/** The kind and its record belong together; TypeScript cannot follow that through a lookup, hence one cast. */
const doorOf = (kind: ChangeKind): KindDoor<unknown> => DOORS[kind] as KindDoor<unknown>;

export const changeDoor: ChangeDoor = {
  async save(municipality, { kind, record }, base) {
    const answer = await asMember(() => doorOf(kind).save(municipality, record, base));
    return { ...answer, kind } as Awaited<ReturnType<ChangeDoor['save']>>;
  },
  remove: (municipality, { kind, record }) => asMember(() => doorOf(kind).remove(municipality, record)),
};
