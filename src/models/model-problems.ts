import { define, GUIDE, LIMITS, NOTES, quote } from '../private/problem-definition';

const place = (model: string, pointer: string) => (pointer === '' ? `the schema of model ${quote(model)}` : `${quote(pointer)} of model ${quote(model)}`);

/** The problems of models. */
export const MODEL_PROBLEMS = {
  ModelName: define('A model is named with letters and digits.', NOTES,
    (name: string) => ({ what: `${quote(name)} is not a model name`, remedy: 'use letters and digits only, e.g. "NewOrder"' })),
  ModelFile: define('The file of a model is JSON.', `${GUIDE}models-mappings-models.html`,
    (model: string, path: string, why: string) => ({ what: `the file ${quote(path)} of model ${quote(model)} cannot be read: ${why}`, remedy: 'name a file of JSON, from where the app runs' })),
  ModelSchema: define('The schema of a model is JSON Schema draft 4.', `${GUIDE}models-mappings-models.html`,
    (model: string, pointer: string, what: string, remedy: string) => ({ what: `${place(model, pointer)} ${what}`, remedy })),
  ModelReference: define('A model refers to models of its API, and to its own definitions.', NOTES,
    (model: string, pointer: string, reference: string) => ({
      what: `${place(model, pointer)} refers to ${quote(reference)}, which API Gateway cannot follow`,
      remedy: 'put the other model itself in its place, or write "#/components/schemas/Name" or "#/definitions/Name"',
    })),
  ModelMissing: define('A model that another one refers to is in the API.', NOTES,
    (model: string, missing: string) => ({
      what: `model ${quote(model)} refers to the model ${quote(missing)}, which the API does not have`,
      remedy: 'add it to the API with models: […], or put the Model itself in the place of the reference',
    })),
  DuplicateModel: define('A model name is used once in an API.', `${GUIDE}models-mappings-models.html`,
    (name: string) => ({ what: `two different models are named ${quote(name)}`, remedy: 'give each a name of its own, or use one of them in both places' })),
  ModelsTooLarge: define('The models of an API are at most 400 KB.', LIMITS,
    (bytes: number) => ({ what: `the models of this API have ${bytes} bytes, and at most 409600 are allowed`, remedy: 'split the API in two, or check less' })),
  ModelKeyword: define('A keyword in a model is one of JSON Schema.', `${GUIDE}models-mappings-models.html`,
    (model: string, pointer: string, keyword: string) => ({
      what: `${place(model, pointer)} has the keyword ${quote(keyword)}, which is in no version of JSON Schema and checks nothing`,
      remedy: 'correct its spelling, or begin it with "x-"',
    })),
};
