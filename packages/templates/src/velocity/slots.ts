/** Where the variables are kept that every template knows. */
export const enum Slot { Input, Util, Context, StageVariables, Foreach, Count, HasNext, BodyContent }

const NAMES = 'input util context stageVariables foreach velocityCount velocityHasNext bodyContent'.split(' ');

/** Gives each name of a template a number of its own, under which scopes keep the variable. */
export const slotsOfNames = (): ((name: string) => number) => {
  const slots = new Map(NAMES.map((name, slot) => [name, slot]));
  return (name) => {
    const slot = slots.get(name) ?? slots.size;
    slots.set(name, slot);
    return slot;
  };
};
