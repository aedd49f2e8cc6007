/** What is said of the meeting before its minutes. */
import { say, sayList } from '../../words';
import type { Edition } from './about';
import { longDayText } from './cells';

/** When it was held and which organisations took part; empty when there was none. */
export function meetingSentences({ picture: { meeting }, language }: Edition): string[] {
  if (!meeting) return [];
  const { held, participants } = meeting;
  const date = say(language, 'meetingHeld', { date: longDayText(held, language) });
  if (participants.length === 0) return [date];
  return [date, say(language, 'meetingParticipants', { names: sayList(language, participants) })];
}
