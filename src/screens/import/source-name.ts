/** Whether a source may have this name; the server refuses the same. */
import { personalDataKinds } from '../../domain/personal-data';

export const sourceNameProblem = (name: string): boolean => name.trim() === '' || personalDataKinds(name).length > 0;
