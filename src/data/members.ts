/** Members, invitations and organisations of a municipality. Every call throws Unreachable, SignedOut or Refusal. */
import type {
  Invitation,
  ManagedOrganisation,
  Member,
  MemberPreview,
  NewInvitation,
  SetupStatus,
} from '../domain/membership';
import type { MunicipalityId, Role } from '../domain/setting';
import type { MultiPolygon, Polygon } from 'geojson';
import { callFunction } from './rpc';
import { callServer } from './server-function';
import { asMember } from './setting';
import { Refusal } from './types';

/** What only those may who look after the municipality: null is a refusal. */
async function asked<T>(name: string, values: Record<string, unknown>): Promise<T> {
  return asMember(async () => {
    const answer = await callFunction<T | null>(name, values);
    if (answer === null) throw new Refusal('not-allowed', 'Only administrator and coordinator.');
    return answer;
  });
}

/** Does something and answers nothing. */
const done = (name: string, values: Record<string, unknown>): Promise<void> =>
  asMember(async () => void (await callFunction(name, values)));

const at = (municipality: MunicipalityId) => ({ p_municipality: municipality });

export const setupStatus = (municipality: MunicipalityId): Promise<SetupStatus> =>
  asked('setup_status', at(municipality));

export const saveMunicipality = (
  municipality: MunicipalityId,
  values: { name?: string; boundary?: MultiPolygon | Polygon },
): Promise<void> => done('save_municipality', { ...at(municipality), p_values: values });

export const membersOf = (municipality: MunicipalityId): Promise<Member[]> => asked('members_of', at(municipality));

export const invitationsOf = (municipality: MunicipalityId): Promise<Invitation[]> =>
  asked('invitations_of', at(municipality));

export const organisationsOf = (municipality: MunicipalityId): Promise<ManagedOrganisation[]> =>
  asked('organisations_of', at(municipality));

export type OrganisationWish = Pick<ManagedOrganisation, 'name' | 'kind' | 'closed' | 'areas'> & { id: string | null };

/** `saved` is false where somebody else wrote meanwhile: then it holds what they wrote. @param revision 0 for a new one. */
export const saveOrganisation = (
  municipality: MunicipalityId,
  organisation: OrganisationWish,
  revision: number,
): Promise<{ saved: boolean; organisation: ManagedOrganisation }> =>
  asked('save_organisation', { ...at(municipality), p_organisation: organisation, p_revision: revision });

/** Only one that nothing is written of. */
export const removeOrganisation = (municipality: MunicipalityId, id: string): Promise<void> =>
  done('remove_organisation', { ...at(municipality), p_id: id });

export interface InvitationWish {
  organisationId: string;
  role: Role;
  /** One link each; none: one link for whoever has it. */
  emails: readonly string[];
  handsOver?: boolean;
}

export const inviteMembers = (
  municipality: MunicipalityId,
  { organisationId, role, emails, handsOver = false }: InvitationWish,
): Promise<NewInvitation[]> =>
  asked('invite_member', {
    ...at(municipality),
    ...{ p_organisation: organisationId, p_role: role, p_emails: emails, p_hands_over: handsOver },
  });

export const renewInvitation = (municipality: MunicipalityId, id: string): Promise<NewInvitation> =>
  asked('renew_invitation', { ...at(municipality), p_id: id });

export const withdrawInvitation = (municipality: MunicipalityId, id: string): Promise<void> =>
  done('withdraw_invitation', { ...at(municipality), p_id: id });

/** Milliseconds: a hundred letters take a while. */
const MAIL_PATIENCE = 120_000;

/** Sends each link to its address where the server can; `mail` false: it cannot, and the links are copied by hand. */
export const sendInvitations = (
  municipality: MunicipalityId,
  tokens: readonly string[],
): Promise<{ mail: boolean; sent: number }> => callServer('join', { municipality, tokens }, MAIL_PATIENCE);

export const setMemberActive = (municipality: MunicipalityId, id: string, active: boolean): Promise<void> =>
  done('set_member_active', { ...at(municipality), p_membership: id, p_active: active });

export const setMemberRole = (municipality: MunicipalityId, id: string, role: Role): Promise<void> =>
  done('set_member_role', { ...at(municipality), p_membership: id, p_role: role });

export const removeMember = (municipality: MunicipalityId, id: string): Promise<void> =>
  done('remove_member', { ...at(municipality), p_membership: id });

/** The reader's role as administrator goes to the person of this membership. */
export const handOver = (municipality: MunicipalityId, to: string): Promise<void> =>
  done('hand_over', { ...at(municipality), p_to: to });

export const previewOfMember = (municipality: MunicipalityId, id: string): Promise<MemberPreview> =>
  asked('preview_of_member', { ...at(municipality), p_membership: id });
