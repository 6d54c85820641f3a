import { privilegeNamed } from '../privileges/catalogue.ts';
import { EVERYTHING } from '../whm/model.ts';

/** As the form calls it: WHM's manual has “All Features” for what its screen calls *Everything*. */
export function privilegeTitle(name: string): string {
  return name === EVERYTHING ? 'Everything' : privilegeNamed(name).title;
}
