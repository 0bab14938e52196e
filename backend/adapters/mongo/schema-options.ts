/** Every schema: no version counter, and a field that is not in the schema is an error. */
export const schemaOptions = { versionKey: false, strict: 'throw', strictQuery: 'throw' } as const;
