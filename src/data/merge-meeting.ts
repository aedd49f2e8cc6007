/** What two coordinators made of the part `meeting` at once: ticks go together, and the slide is that of the one who stepped last. */
import type { MeetingPart } from './picture-parts';
import { readMeeting } from './picture-parts';

/** @returns null when both wrote minutes, or set another day: then a person chooses. */
export function mergeMeeting(base: unknown, mine: unknown, theirs: unknown): MeetingPart | null {
  const [before, here, there] = [readMeeting(base), readMeeting(mine), readMeeting(theirs)];
  const joined = <T>(was: T, my: T, their: T): T | null =>
    my === their || their === was ? my : my === was ? their : null;
  const minutes = joined(before.minutes.trim(), here.minutes.trim(), there.minutes.trim());
  if (minutes === null) return null;
  const held = [here.held, there.held].find((day) => day !== before.held) ?? before.held;
  if (here.held !== before.held && there.held !== before.held && here.held !== there.held) return null;
  const ticked = here.participants.filter((id) => !before.participants.includes(id));
  const unticked = before.participants.filter((id) => !here.participants.includes(id));
  return {
    held,
    minutes,
    step: here.step === before.step ? there.step : here.step,
    participants: [...new Set([...there.participants, ...ticked])].filter((id) => !unticked.includes(id)).sort(),
  };
}
