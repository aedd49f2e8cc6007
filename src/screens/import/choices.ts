/** What a value of a file may mean, in groups as a list shows them. */
import { PLACE_TYPES, POLICE_REPORTED, SHARING_LEVELS } from '../../domain/incident';
import type { Setting } from '../../domain/setting';
import { named, t } from '../../i18n/i18n.svelte';
import type { ValueField } from '../../import/types';

export interface Choices {
  /** '' for choices that need no heading. */
  label: string;
  options: { value: string; label: string }[];
}

/** @param organisation name of the own organisation, for the narrowest sharing. */
export function choicesOf(field: ValueField, setting: Setting, organisation: string): Choices[] {
  switch (field) {
    case 'category':
      return setting.categoryGroups.map((group) => ({
        label: named(group),
        options: setting.categories
          .filter(({ groupId, active }) => groupId === group.id && active)
          .map((category) => ({ value: category.id, label: named(category) })),
      }));
    case 'policeReported':
      return [{ label: '', options: POLICE_REPORTED.map((value) => ({ value, label: t(`report:police_${value}`) })) }];
    case 'placeType':
      return [{ label: '', options: PLACE_TYPES.map((value) => ({ value, label: t(`report:placeType_${value}`) })) }];
    case 'sharing':
      return [
        {
          label: '',
          options: SHARING_LEVELS.map((value) => ({ value, label: t(`report:sharing_${value}`, { organisation }) })),
        },
      ];
  }
}
