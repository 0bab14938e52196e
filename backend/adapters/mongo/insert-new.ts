import { type Model, mongo } from 'mongoose';

const takenKey = 11_000;

/**
 * Inserts documents; gives the places of those that met a taken unique key. `all` tries every document, `untilTaken` stops at
 * the first taken key, so that nothing after it is stored. The documents are stored as given: mappings make them, not users.
 */
export async function insertNew<D>(
  model: Model<D>,
  documents: readonly D[],
  effort: 'all' | 'untilTaken',
): Promise<number[]> {
  if (documents.length === 0) return [];
  try {
    // Without `lean`, an unordered insert leaves out what fails validation and says nothing.
    await model.insertMany([...documents], { ordered: effort === 'untilTaken', lean: true });
    return [];
  } catch (error) {
    return takenPlaces(error);
  }
}

/** The server's count of what it inserted is not asked: the errors alone say which document failed, and why. */
function takenPlaces(error: unknown): number[] {
  if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
  const errors = [error.writeErrors].flat();
  const onlyTaken = errors.length > 0 && errors.every(({ code }) => code === takenKey);
  // A taken key beside a failed journal or majority is no answer yet.
  if (!onlyTaken || error.result.getWriteConcernError()) throw error;
  return errors.map(({ index }) => index);
}
